using k8s.Models;
using OrleansScheduler.ControlPlane.Disruptions;
using OrleansScheduler.ControlPlane.Watching;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Registry;

namespace OrleansScheduler.ControlPlane.Nodes;

/// <summary>Deletes a pod because of its node's taints, and says so on the pod first.</summary>
internal sealed class PodEvictor(NodeParts parts)
{
    private static readonly WriteOptions Writer = WriteOptions.ByController(NodeControllers.TaintEviction.Name);

    private static readonly PodDisruption Disruption = new(
        "DeletionByTaintManager", "Taint manager: deleting due to NoExecute taint");

    public async Task EvictAsync(V1Pod pod, CancellationToken cancellationToken)
    {
        var key = new ObjectKey(pod.Metadata.NamespaceProperty, pod.Metadata.Name);
        parts.Events.Record(
            NodeControllers.TaintEviction.Name,
            PodReferences.Of(pod),
            "Normal",
            "TaintManagerEviction",
            $"Marking for deletion Pod {key}");
        await Disruption.DeleteAsync(
            parts.Registry, key, pod.Metadata.Uid, parts.Time.GetUtcNow().UtcDateTime, Writer, cancellationToken);
    }
}
