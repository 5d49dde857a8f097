namespace OrleansScheduler.Resources.Store;

/// <summary>
/// What became of a write. <see cref="Object"/> is the committed state (for a deletion the last one), or on refusal
/// the state that stood in the way, null when there is none.
/// </summary>
public sealed record WriteOutcome(WriteStatus Status, StoredObject? Object);
