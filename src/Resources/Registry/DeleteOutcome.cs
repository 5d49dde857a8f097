using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.Resources.Registry;

/// <summary>The last state of a deleted object, or the state of one that waits for finalizers or its grace period.</summary>
public sealed record DeleteOutcome(StoredObject Object, bool Gone);
