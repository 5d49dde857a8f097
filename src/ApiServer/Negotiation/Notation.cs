namespace OrleansScheduler.ApiServer.Negotiation;

/// <summary>The encodings of answers.</summary>
internal enum Notation
{
    Json,
    Yaml,
}
