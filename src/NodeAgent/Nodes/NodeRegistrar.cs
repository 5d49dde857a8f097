using k8s.Models;
using Microsoft.Extensions.Logging;
using OrleansScheduler.NodeAgent.Logs;
using OrleansScheduler.NodeAgent.Pods;
using OrleansScheduler.NodeAgent.Runtime;
using OrleansScheduler.Sdk;
using OrleansScheduler.Sdk.Resources;

namespace OrleansScheduler.NodeAgent.Nodes;

/// <summary>Registers the Node, tells its status, and renews its lease; each goes on whatever happens to the others.</summary>
internal sealed partial class NodeRegistrar(
    OrleansSchedulerClient client,
    NodeAgentOptions options,
    NodeFacts facts,
    LogServer logs,
    IContainerRuntime runtime,
    TimeProvider time,
    ILogger<NodeRegistrar> logger)
{
    private const string LeaseNamespace = "kube-node-lease";
    private const int LeaseDurationSeconds = 40;
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);
    private readonly NodeDescription description = new(options, facts, logs, runtime);
    private readonly ResourceClient<V1Node> nodes = client.Resources<V1Node>();
    private readonly ResourceClient<V1Lease> leases = client.Resources<V1Lease>();

    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(
        RepeatAsync(RegisterAsync, options.StatusInterval, cancellationToken),
        RepeatAsync(RenewLeaseAsync, options.LeaseRenewInterval, cancellationToken));

    private async Task RegisterAsync(CancellationToken cancellationToken)
    {
        var known = await nodes.FindAsync(null, options.NodeName, cancellationToken);
        if (known is null)
        {
            known = await nodes.CreateAsync(
                new V1Node
                {
                    Metadata = new() { Name = options.NodeName, Labels = description.Labels, Annotations = description.Annotations },
                    Spec = new(),
                    Status = description.Status(time.GetUtcNow(), null),
                },
                cancellationToken);
            LogRegistered(logger, options.NodeName);
        }

        var metadata = new { metadata = new { labels = description.Labels, annotations = description.Annotations } };
        await nodes.MergePatchAsync(null, options.NodeName, metadata, cancellationToken: cancellationToken);
        var status = new { status = description.Status(time.GetUtcNow(), known.Status) };
        await nodes.StrategicPatchAsync(null, options.NodeName, status, "status", cancellationToken);
    }

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
