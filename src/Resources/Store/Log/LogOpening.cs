namespace OrleansScheduler.Resources.Store.Log;

/// <summary>What a writer finds when it opens a log.</summary>
/// <param name="Snapshot">The newest complete snapshot, null when there is none.</param>
/// <param name="NextSequence">The number of the next record; no older epoch can take it any more.</param>
public sealed record LogOpening(LogEpoch Epoch, LogSnapshot? Snapshot, long NextSequence);
