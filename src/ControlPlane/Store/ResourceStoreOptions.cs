using OrleansScheduler.Resources.Store.Replication;
using OrleansScheduler.Resources.Store.State;

namespace OrleansScheduler.ControlPlane.Store;

/// <summary>The limits of the store; <see cref="ResourceStoreOptionsValidator"/> checks their relations.</summary>
public sealed class ResourceStoreOptions
{
    /// <summary>Events kept per resource type for watches to resume from.</summary>
    public int HistoryMaxEvents { get; set; } = 100_000;

    /// <summary>Bytes of those events, at most.</summary>
    public long HistoryMaxBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Events a watch may lag behind before it is ended.</summary>
    public int WatchBuffer { get; set; } = 8192;

    /// <summary>How long a read waits for a revision that does not exist yet.</summary>
    public TimeSpan RevisionWait { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a read waits for this silo's replica to be there at all.</summary>
    public TimeSpan ReplicaWait { get; set; } = TimeSpan.FromSeconds(10);

    public int BatchMaxEvents { get; set; } = 1024;

    /// <summary>A batch is closed before it exceeds this; a single larger object is a batch of its own.</summary>
    public int BatchMaxBytes { get; set; } = 512 * 1024;

    /// <summary>Bytes that may wait for the log per resource type; writes beyond are refused.</summary>
    public long PendingMaxBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>The largest object.</summary>
    public int ObjectMaxBytes { get; set; } = 3 * 1024 * 1024;

    /// <summary>A snapshot is taken when the log before the history window outgrows the state, and this.</summary>
    public long SnapshotMinBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>Events a replica gets in one answer.</summary>
    public int PullMaxEvents { get; set; } = 2048;

    /// <summary>How long the store holds a replica's question open when there is nothing new.</summary>
    public TimeSpan PullWait { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The pause of a replica after a failure, doubled up to <see cref="RetryMax"/>.</summary>
    public TimeSpan RetryMin { get; set; } = TimeSpan.FromMilliseconds(50);

    public TimeSpan RetryMax { get; set; } = TimeSpan.FromSeconds(2);

    internal ReplicaOptions Replica => new()
    {
        History = new HistoryWindow { MaxEvents = HistoryMaxEvents, MaxBytes = HistoryMaxBytes },
        WatchBuffer = WatchBuffer,
        RevisionWait = RevisionWait,
    };
}
