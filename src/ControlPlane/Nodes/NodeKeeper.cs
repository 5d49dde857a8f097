using k8s.Models;
using OrleansScheduler.ControlPlane.Watching;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ControlPlane.Nodes;

/// <summary>
/// Acts on the state of one node: (1) a silent node becomes Unknown, (2) its taints say what its conditions say,
/// (3) pods of a node that is not ready are not ready either, (4) pods that do not tolerate the taints are deleted.
/// Level-triggered: looking twice changes nothing.
/// </summary>
internal sealed class NodeKeeper(NodeParts parts, NodeState state)
{
    private const string LifecycleComponent = "node-controller";

    private readonly bool _keepsLifecycle = parts.Controllers.Includes(NodeControllers.Lifecycle);
    private readonly bool _evicts = parts.Controllers.Includes(NodeControllers.TaintEviction);
    private readonly NodeEvictions _evictions = new();
    private readonly PodEvictor _evictor = new(parts);

    public async Task KeepAsync(TimeSpan now, CancellationToken cancellationToken)
    {
        if (_keepsLifecycle && state.Node is not null)
        {
            await KeepConditionsAsync(state.Node, now, cancellationToken);
            await KeepTaintsAsync(state.Node, cancellationToken);
            await KeepPodsAsync(state.Node, cancellationToken);
        }

        if (_evicts && state.Node is { } tainted)
        {
            foreach (var pod in _evictions.Due(NodeTaints.Evicting(tainted), [.. state.Pods.Values], now))
            {
                await _evictor.EvictAsync(pod, cancellationToken);
            }
        }
    }

    // 1
    private async Task KeepConditionsAsync(V1Node node, TimeSpan now, CancellationToken cancellationToken)
    {
        if (!state.Health.IsSilent(now) || NodeConditions.AllUnknown(node))
        {
            return;
        }

        await ChangeNodeAsync(node, "status", copy => NodeConditions.MarkUnknown(copy, Utc), cancellationToken);
        parts.Events.Record(
            LifecycleComponent, Reference(node), "Normal", "NodeNotReady", $"Node {node.Metadata.Name} status is now: NodeNotReady");
    }

    // 2
    private async Task KeepTaintsAsync(V1Node node, CancellationToken cancellationToken)
    {
        var mayEvict = !parts.Brake.IsEverythingSilent
            && (!NodeTaints.AwaitsEviction(node) || parts.Brake.TryEvict(node.Metadata.Name));
        if (NodeTaints.Changed(node, mayEvict, Utc) is null)
        {
            return;
        }

        await ChangeNodeAsync(
            node,
            "",
            copy =>
            {
                if (NodeTaints.Changed(copy, mayEvict, Utc) is { } taints)
                {
                    copy.Spec ??= new V1NodeSpec();
                    copy.Spec.Taints = taints.Count == 0 ? null : taints;
                }
            },
            cancellationToken);
    }

    // 3
    private async Task KeepPodsAsync(V1Node node, CancellationToken cancellationToken)
    {
        if (NodeConditions.IsReady(node) || NodeConditions.Find(node, NodeConditions.Ready) is null)
        {
            return;
        }

        foreach (var pod in state.Pods.Values.Where(IsReady).ToArray())
        {
            await MarkNotReadyAsync(pod, cancellationToken);
        }
    }

    private async Task MarkNotReadyAsync(V1Pod pod, CancellationToken cancellationToken)
    {
        try
        {
            await parts.Registry.UpdateAsync(
                Kinds.Of<V1Pod>(), Key(pod.Metadata), "status", NotReady, Writer, cancellationToken);
            parts.Events.Record(
                LifecycleComponent, PodReferences.Of(pod), "Warning", "NodeNotReady", "Node is not ready");
        }
        catch (StatusException gone) when (gone.Reason == "NotFound")
        {
            // Deleted meanwhile: nothing is left to mark.
        }
    }

    private k8s.IKubernetesObject<V1ObjectMeta> NotReady(k8s.IKubernetesObject<V1ObjectMeta>? newest)
    {
        var pod = (V1Pod)newest!;
        foreach (var ready in (pod.Status?.Conditions ?? []).Where(condition => condition is { Type: "Ready", Status: "True" }))
        {
            ready.Status = NodeConditions.False;
            ready.LastTransitionTime = Utc;
        }

        return pod;
    }

    private async Task ChangeNodeAsync(
        V1Node node, string subresource, Action<V1Node> change, CancellationToken cancellationToken)
    {
        var outcome = await parts.Registry.UpdateAsync(
            Kinds.Of<V1Node>(),
            Key(node.Metadata),
            subresource,
            newest =>
            {
                change((V1Node)newest!);
                return newest!;
            },
            Writer,
            cancellationToken);
        state.Node = outcome.Object.As<V1Node>();
    }

    private DateTime Utc => parts.Time.GetUtcNow().UtcDateTime;

    private static WriteOptions Writer { get; } = WriteOptions.ByController(NodeControllers.Lifecycle.Name);

    private static bool IsReady(V1Pod pod) =>
        pod.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) ?? false;

    private static ObjectKey Key(V1ObjectMeta metadata) => new(metadata.NamespaceProperty ?? "", metadata.Name);

    // kubectl describe node looks for the node's name in the place of its uid.
    private static V1ObjectReference Reference(V1Node node) => new()
    {
        ApiVersion = "v1",
        Kind = "Node",
        Name = node.Metadata.Name,
        Uid = node.Metadata.Name,
    };
}
