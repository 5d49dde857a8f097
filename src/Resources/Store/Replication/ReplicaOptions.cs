using OrleansScheduler.Resources.Store.State;

namespace OrleansScheduler.Resources.Store.Replication;

/// <summary>The limits of one replica.</summary>
public sealed record ReplicaOptions
{
    public HistoryWindow History { get; init; } = new();

    /// <summary>Events a watch may lag behind before it is ended.</summary>
    public int WatchBuffer { get; init; } = 8192;

    /// <summary>How long a read waits for a revision that does not exist yet.</summary>
    public TimeSpan RevisionWait { get; init; } = TimeSpan.FromSeconds(3);
}
