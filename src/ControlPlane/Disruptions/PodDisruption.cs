using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ControlPlane.Disruptions;

/// <summary>Deletes a pod that has to make way, and says so on the pod first.</summary>
/// <param name="Reason">Of the condition <c>DisruptionTarget</c>.</param>
internal sealed record PodDisruption(string Reason, string Message)
{
    private const string ConditionType = "DisruptionTarget";

    /// <returns>False when the pod is gone, or another one has its name: neither is in the way.</returns>
    public async Task<bool> DeleteAsync(
        IResourceRegistry registry,
        ObjectKey key,
        string uid,
        DateTime now,
        WriteOptions writer,
        CancellationToken cancellationToken)
    {
        try
        {
            await registry.UpdateAsync(
                Kinds.Of<V1Pod>(), key, "status", newest => Marked((V1Pod)newest!, uid, now), writer, cancellationToken);
            await registry.DeleteAsync(
                Kinds.Of<V1Pod>(),
                key,
                new V1DeleteOptions { Preconditions = new V1Preconditions { Uid = uid } },
                writer,
                cancellationToken);
            return true;
        }
        catch (StatusException refused) when (refused.Reason is "NotFound" or "Conflict")
        {
            return false;
        }
    }

    private V1Pod Marked(V1Pod pod, string uid, DateTime now)
    {
        if (pod.Metadata.Uid != uid)
        {
            return pod;
        }

        pod.Status ??= new V1PodStatus();
        pod.Status.Conditions ??= [];
        if (pod.Status.Conditions.All(condition => condition.Type != ConditionType))
        {
            pod.Status.Conditions.Add(new V1PodCondition
            {
                Type = ConditionType,
                Status = "True",
                ObservedGeneration = pod.Metadata.Generation,
                Reason = Reason,
                Message = Message,
                LastTransitionTime = now,
            });
        }

        return pod;
    }
}
