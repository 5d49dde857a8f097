using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.Storage.Ring;

/// <summary>The snapshot of a log and where it lies.</summary>
internal sealed record SnapshotVolume(Volume Volume, LogSnapshot Snapshot);
