namespace OrleansScheduler.Storage.Tests.Ring;

/// <summary>One call to a grain storage.</summary>
internal sealed record StorageCall(string Verb, string Name, Func<Task> Run);
