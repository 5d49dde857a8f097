using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.Resources.Registry;

/// <summary>What became of a binding; <see cref="Pod"/> is the newest known state, null when there is none.</summary>
public sealed record BindOutcome(BindStatus Status, StoredObject? Pod);
