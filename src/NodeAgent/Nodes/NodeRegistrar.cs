using k8s.Models;
using Microsoft.Extensions.Logging;
using OrleansScheduler.Sdk;
using OrleansScheduler.Sdk.Resources;

namespace OrleansScheduler.NodeAgent.Nodes;

/// <summary>Registers the Node, tells its status, and renews its lease; each goes on whatever happens to the others.</summary>
internal sealed partial class NodeRegistrar(
    OrleansSchedulerClient client,
    NodeAgentOptions options,
    NodeDescription description,
    NodeWatch node,
    TimeProvider time,
    ILogger<NodeRegistrar> logger)
{
    private const string LeaseNamespace = "kube-node-lease";
    private const int LeaseDurationSeconds = 40;
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);
    private readonly ResourceClient<V1Node> nodes = client.Resources<V1Node>();
    private readonly ResourceClient<V1Lease> leases = client.Resources<V1Lease>();
    private DateTimeOffset? toldAt;

    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(
        RepeatAsync(TellAsync, options.LeaseRenewInterval, cancellationToken),
        RepeatAsync(RenewLeaseAsync, options.LeaseRenewInterval, cancellationToken));

    /// <summary>One request to register, one to tell the status when it is due, one more where labels or annotations changed; else none.</summary>
    private async Task TellAsync(CancellationToken cancellationToken)
    {
        await node.Synced.WaitAsync(cancellationToken);
        var now = time.GetUtcNow();
        var isDue = toldAt is not { } last || now - last >= options.StatusInterval;
        if (node.Known is { } known)
        {
            await TellAsync(known, isDue, now, cancellationToken);
        }
        else if (isDue)
        {
            await nodes.CreateAsync(description.Node(now), cancellationToken);
            toldAt = now;
            LogRegistered(logger, options.NodeName);
        }
    }

    private async Task TellAsync(V1Node known, bool isDue, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!Holds(known.Metadata.Labels, description.Labels) || !Holds(known.Metadata.Annotations, description.Annotations))
        {
            var metadata = new { metadata = new { labels = description.Labels, annotations = description.Annotations } };
            await nodes.MergePatchAsync(null, options.NodeName, metadata, cancellationToken: cancellationToken);
        }

        if (isDue || !IsWell(known))
        {
            var status = new { status = description.Status(now, known.Status) };
            await nodes.StrategicPatchAsync(null, options.NodeName, status, "status", cancellationToken);
            toldAt = now;
        }
    }

    // A controller that missed the node's leases has said so in its conditions: the node says at its next look that it is back.
    private static bool IsWell(V1Node node) =>
        node.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) ?? false;

    private static bool Holds(IDictionary<string, string>? known, Dictionary<string, string> wanted) =>
        wanted.All(pair => known is not null && known.TryGetValue(pair.Key, out var value) && value == pair.Value);

    private async Task RenewLeaseAsync(CancellationToken cancellationToken)
    {
        var renewed = new V1LeaseSpec
        {
            HolderIdentity = options.NodeName,
            LeaseDurationSeconds = LeaseDurationSeconds,
            RenewTime = time.GetUtcNow().UtcDateTime,
        };
        try
        {
            await leases.MergePatchAsync(
                LeaseNamespace, options.NodeName, new { spec = renewed }, cancellationToken: cancellationToken);
        }
        catch (ApiStatusException missing) when (missing.Code == 404)
        {
            await leases.CreateAsync(
                new V1Lease { Metadata = new() { Name = options.NodeName, NamespaceProperty = LeaseNamespace }, Spec = renewed },
                cancellationToken);
        }
    }

    private async Task RepeatAsync(Func<CancellationToken, Task> work, TimeSpan interval, CancellationToken cancellationToken)
    {
        while (true)
        {
            var wait = interval;
            try
            {
                await work(cancellationToken);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                LogFailed(logger, options.NodeName, failure.Message);
                wait = Retry;
            }

            await Task.Delay(wait, time, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Information, "Node {Node} is registered")]
    private static partial void LogRegistered(ILogger logger, string node);

    [LoggerMessage(LogLevel.Warning, "Node {Node} could not tell its status: {Problem}")]
    private static partial void LogFailed(ILogger logger, string node, string problem);
}
