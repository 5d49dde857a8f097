using k8s.Models;
using OrleansScheduler.ControlPlane.Watching;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Coordination.Leases;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Nodes;

/// <summary>
/// The store, except that heartbeats cost it nothing: a write that only renews a node's lease goes to the NodeGrain,
/// and reads of the lease show the renewTime held there. The revision does not change by a renewal, and watches show
/// what is stored. A renewal is lost with the NodeGrain; the node then gets a new grace period.
/// </summary>
internal sealed class NodeLeaseStore(IResourceStore stored, IGrainFactory grains, NodePulses pulses) : IResourceStore
{
    public async ValueTask<StoredObject?> GetAsync(
        string resourceType, ObjectKey key, ReadConsistency consistency, CancellationToken cancellationToken)
    {
        var found = await stored.GetAsync(resourceType, key, consistency, cancellationToken);
        return found is not null && IsNodeLease(resourceType, key) ? await LiveAsync(found, cancellationToken) : found;
    }

    public async ValueTask<ListPage> ListAsync(
        string resourceType, ListQuery query, CancellationToken cancellationToken)
    {
        var page = await stored.ListAsync(resourceType, query, cancellationToken);
        if (resourceType != CoreTypes.Leases || query.AtRevision is not null)
        {
            return page;
        }

        var live = page.Items.Select(item => IsNodeLease(resourceType, item.Key)
            ? LiveAsync(item, cancellationToken)
            : Task.FromResult(item));
        return page with { Items = await Task.WhenAll(live) };
    }

    public ValueTask<IResourceWatch> WatchAsync(
        string resourceType, WatchQuery query, CancellationToken cancellationToken) =>
        stored.WatchAsync(resourceType, query, cancellationToken);

    public ValueTask<IReadOnlyList<WriteOutcome>> WriteAsync(
        string resourceType, IReadOnlyList<WriteRequest> requests, CancellationToken cancellationToken) =>
        requests.Any(request => IsNodeLease(resourceType, request.Key))
            ? WriteLeasesAsync(resourceType, requests, cancellationToken)
            : stored.WriteAsync(resourceType, requests, cancellationToken);

    private static bool IsNodeLease(string resourceType, ObjectKey key) =>
        resourceType == CoreTypes.Leases && key.Namespace == CoreTypes.NodeLeaseNamespace;

    private async ValueTask<IReadOnlyList<WriteOutcome>> WriteLeasesAsync(
        string resourceType, IReadOnlyList<WriteRequest> requests, CancellationToken cancellationToken)
    {
        var outcomes = new WriteOutcome[requests.Count];
        for (var i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = await TryRenewAsync(resourceType, requests[i], cancellationToken)
                ?? (await stored.WriteAsync(resourceType, [requests[i]], cancellationToken))[0];
            await BeatAsync(requests[i], outcomes[i], cancellationToken);
        }

        return outcomes;
    }

    // Null when the request is more than a renewal of the lease as it is stored.
    private async Task<WriteOutcome?> TryRenewAsync(
        string resourceType, WriteRequest request, CancellationToken cancellationToken)
    {
        if (request.Action != WriteAction.Update || !IsNodeLease(resourceType, request.Key))
        {
            return null;
        }

        var current = await stored.GetAsync(resourceType, request.Key, ReadConsistency.Any, cancellationToken);
        return current is not null
            && (request.ExpectedRevision ?? current.Revision) == current.Revision
            && LeaseJson.RenewTimeIn(current.Json.Span) is not null
            && LeaseJson.DifferOnlyInRenewal(current.Json.Span, request.Json.Span)
                ? new WriteOutcome(WriteStatus.Committed, new StoredObject(request.Key, current.Revision, request.Json))
                : null;
    }

    private Task BeatAsync(WriteRequest request, WriteOutcome outcome, CancellationToken cancellationToken)
    {
        var isRenewal = request.Action != WriteAction.Delete
            && outcome.Status == WriteStatus.Committed
            && request.Key.Namespace == CoreTypes.NodeLeaseNamespace;
        if (!isRenewal || outcome.Object is not { } lease || RenewTimeOf(lease) is not { } renewed)
        {
            return Task.CompletedTask;
        }

        if (pulses.Find(request.Key.Name) is { } here)
        {
            here.Beat(renewed);
            return Task.CompletedTask;
        }

        return grains.GetGrain<INodeGrain>(request.Key.Name).RenewAsync(renewed, cancellationToken);
    }

    private async Task<StoredObject> LiveAsync(StoredObject lease, CancellationToken cancellationToken)
    {
        var renewed = pulses.Find(lease.Key.Name) is { } here
            ? here.RenewTime
            : await grains.GetGrain<INodeGrain>(lease.Key.Name).RenewTimeAsync(cancellationToken);
        return renewed is null || LeaseJson.RenewTimeOf(lease.Json.Span) is not { } stored || stored >= renewed
            ? lease
            : new StoredObject(lease.Key, lease.Revision, LeaseJson.WithRenewTime(lease.Json.Span, renewed.Value));
    }

    private static DateTime? RenewTimeOf(StoredObject lease) =>
        LeaseJson.RenewTimeOf(lease.Json.Span) ?? lease.As<V1Lease>().Spec?.RenewTime;
}
