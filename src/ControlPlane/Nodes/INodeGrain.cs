using Orleans.Concurrency;

namespace OrleansScheduler.ControlPlane.Nodes;

/// <summary>The live side of a Node; its key is the node's name.</summary>
internal interface INodeGrain : IGrainWithStringKey
{
    /// <summary>Makes sure the node is watched over. Returns at once.</summary>
    [AlwaysInterleave]
    Task WakeAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Reserves room for as many of the pods as the node takes, in the given order, each on its own merits.
    /// A reservation ends by <see cref="SettleAsync"/>, or by itself after a while.
    /// </summary>
    Task<AdmissionAnswer> AdmitAsync(AdmissionRequest request, CancellationToken cancellationToken);

    /// <summary>Tells which of the admitted pods were bound; the others' room is free again.</summary>
    Task SettleAsync(AdmissionOutcome outcome, CancellationToken cancellationToken);

    /// <summary>A heartbeat: kept in memory only.</summary>
    [AlwaysInterleave]
    Task RenewAsync(DateTime renewTime, CancellationToken cancellationToken);

    /// <summary>The time of the last heartbeat as its sender put it, null when there was none in this life.</summary>
    [AlwaysInterleave]
    Task<DateTime?> RenewTimeAsync(CancellationToken cancellationToken);
}
