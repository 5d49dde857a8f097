using OrleansScheduler.ControlPlane.Store.Messages;

namespace OrleansScheduler.ControlPlane.Store;

/// <summary>The only writer of one resource type, which is its key.</summary>
[Alias("resource-store")]
internal interface IResourceStoreGrain : IGrainWithStringKey
{
    [Alias("write")]
    Task<WriteReply> WriteAsync([Immutable] WriteCall call, CancellationToken cancellationToken);

    /// <summary>Committed events after a revision, as soon as there are any; empty after a while without.</summary>
    [Alias("pull")]
    Task<PullReply> PullAsync(long afterRevision, CancellationToken cancellationToken);

    /// <summary>A revision that every write acknowledged before this call is part of.</summary>
    [Alias("barrier")]
    Task<long> BarrierAsync(CancellationToken cancellationToken);

    /// <summary>The revision where the kept history begins.</summary>
    [Alias("oldest-revision")]
    Task<long> GetOldestRevisionAsync();

    /// <summary>A part of the state at one revision, the newest when null: how a replica starts.</summary>
    [Alias("read-state")]
    Task<StatePage> ReadStateAsync(long? revision, string? after, CancellationToken cancellationToken);
}
