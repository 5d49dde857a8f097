namespace OrleansScheduler.Storage;

/// <summary>The storage of a cluster cannot be used at start; the message says why and holds no secret.</summary>
public sealed class StorageUnreachableException(string what, Exception inner) : Exception(what, inner);
