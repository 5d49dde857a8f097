namespace OrleansScheduler.Resources.Schema;

/// <summary>Valid JSON that is written as it is, in a place where the models allow any object.</summary>
internal sealed record RawJson(byte[] Utf8);
