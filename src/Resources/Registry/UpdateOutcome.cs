using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.Resources.Registry;

/// <summary>The state after an update; <see cref="Created"/> where the update created the object.</summary>
public sealed record UpdateOutcome(StoredObject Object, bool Created);
