using k8s.Models;
using OrleansScheduler.ControlPlane.Watching;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ControlPlane.Nodes;

/// <summary>Deletes a pod because of its node's taints, and says so on the pod first.</summary>
internal sealed class PodEvictor(NodeParts parts)
{
    private static readonly WriteOptions Writer = WriteOptions.ByController(NodeControllers.TaintEviction.Name);

    public async Task EvictAsync(V1Pod pod, CancellationToken cancellationToken)
    {
        var key = new ObjectKey(pod.Metadata.NamespaceProperty, pod.Metadata.Name);
        parts.Events.Record(
            NodeControllers.TaintEviction.Name,
            PodReferences.Of(pod),
            "Normal",
            "TaintManagerEviction",
            $"Marking for deletion Pod {key}");
        try
        {
            await parts.Registry.UpdateAsync(
                Kinds.Of<V1Pod>(), key, "status", newest => Disrupted((V1Pod)newest!, pod.Metadata.Uid), Writer, cancellationToken);
            await parts.Registry.DeleteAsync(
                Kinds.Of<V1Pod>(),
                key,
                new V1DeleteOptions { Preconditions = new V1Preconditions { Uid = pod.Metadata.Uid } },
                Writer,
                cancellationToken);
        }
        catch (StatusException refused) when (refused.Reason is "NotFound" or "Conflict")
        {
            // Gone, or another pod of that name: neither is on this node any more.
        }
    }

    private V1Pod Disrupted(V1Pod pod, string uid)
    {
        if (pod.Metadata.Uid != uid)
        {
            return pod;
        }

        pod.Status ??= new V1PodStatus();
        pod.Status.Conditions ??= [];
        if (pod.Status.Conditions.All(condition => condition.Type != "DisruptionTarget"))
        {
            pod.Status.Conditions.Add(new V1PodCondition
            {
                Type = "DisruptionTarget",
                Status = "True",
                ObservedGeneration = pod.Metadata.Generation,
                Reason = "DeletionByTaintManager",
                Message = "Taint manager: deleting due to NoExecute taint",
                LastTransitionTime = parts.Time.GetUtcNow().UtcDateTime,
            });
        }

        return pod;
    }
}
