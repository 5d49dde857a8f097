using System.Collections.Concurrent;
using OrleansScheduler.ApiServer.Bodies;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Coordination.Leases;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ApiServer.Writes;

/// <summary>
/// Heartbeats past the write pipeline: a request that is the last one about its lease again, by the same user, byte for byte but
/// for <c>renewTime</c>, on a lease that has not changed since, must have the same result but for <c>renewTime</c>. Thousands of nodes
/// send nothing else, every few seconds. Whatever is not such a repetition goes the long way.
/// </summary>
internal sealed class RepeatedRenewals(IResourceStore store)
{
    private const int RememberedMax = 50_000;
    private const string NodeLeases = "kube-node-lease";

    private readonly ConcurrentDictionary<ObjectKey, Renewal> _last = [];

    public static bool Concerns(ResourceRequest request) =>
        request.Kind is LeaseKind && request.Key.Namespace == NodeLeases && request.Subresource.Length == 0
        && ContentType.MediaType(request.Http.Request) is "" or "application/json" or "application/merge-patch+json";

    /// <summary>The renewed lease; null when the request has to go the long way.</summary>
    public async ValueTask<StoredObject?> TryRepeatAsync(
        ResourceRequest request, ReadOnlyMemory<byte> body, WriteOptions options, CancellationToken cancellationToken)
    {
        if (!_last.TryGetValue(request.Key, out var last)
            || last.Sender != RenewalSender.Of(request, options)
            || !last.IsRepeatedBy(body, out var time))
        {
            return null;
        }

        var write = new WriteRequest
        {
            Action = WriteAction.Update,
            Key = request.Key,
            Json = last.ResultAt(time.Span),
            ExpectedRevision = last.Result.Revision,
        };

        // A lease that changed meanwhile is a conflict here: the long way decides about it.
        var outcome = await store.WriteOneAsync(request.Kind.ResourceType, write, cancellationToken);
        return outcome.Status == WriteStatus.Committed ? outcome.Object : null;
    }

    /// <summary>The request went the long way and had this result: its repetitions need not.</summary>
    public void Remember(ResourceRequest request, byte[] body, WriteOptions options, StoredObject result)
    {
        if (options.DryRun || Renewal.Of(RenewalSender.Of(request, options), body, result) is not { } renewal)
        {
            return;
        }

        if (_last.Count >= RememberedMax)
        {
            _last.Clear();
        }

        _last[request.Key] = renewal;
    }
}
