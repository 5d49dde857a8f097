using k8s.Models;
using OrleansScheduler.NodeAgent.Pods.Admission;
using OrleansScheduler.Sdk;
using OrleansScheduler.Sdk.Resources;
using OrleansScheduler.Sdk.Watching;

namespace OrleansScheduler.NodeAgent.Nodes;

/// <summary>Keeps the agent's Node as the cluster has it: what users label and taint, and what controllers say of it.</summary>
internal sealed class NodeWatch(OrleansSchedulerClient client, NodeDescription description, TimeProvider time) : INodeReader
{
    private readonly ResourceClient<V1Node> nodes = client.Resources<V1Node>();
    private readonly TaskCompletionSource synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile V1Node? known;

    /// <summary>Completes when it is known whether there is a Node.</summary>
    public Task Synced => synced.Task;

    /// <summary>The Node as the watch told it last; null when the cluster has none.</summary>
    public V1Node? Known => known;

    public V1Node Current => known ?? description.Node(time.GetUtcNow());

    public async Task<V1Node> ReadAsync(CancellationToken cancellationToken) =>
        await nodes.FindAsync(null, description.Name, cancellationToken) ?? Current;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var informer = client.Informer<V1Node>(new ResourceQuery { FieldSelector = $"metadata.name={description.Name}" });
        informer.OnChange(change => known = change.Type == ResourceEventType.Deleted ? null : change.Resource);
        var running = informer.RunAsync(cancellationToken);
        await informer.Synced;
        synced.TrySetResult();
        await running;
    }
}
