using k8s;
using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods;

/// <summary>What a write of a pod may touch: the strategies of the pod and of its subresources.</summary>
internal static class PodPreparation
{
    public static void ForCreate(V1Pod pod)
    {
        pod.Metadata.Generation = 1;
        pod.Status = new V1PodStatus { Phase = "Pending", QosClass = QualityOfService.Of(pod.Spec) };
        MatchLabelKeys.Apply(pod);
        if (pod.Spec.SchedulingGates is { Count: > 0 })
        {
            pod.Status.Conditions =
            [
                new V1PodCondition
                {
                    Type = "PodScheduled",
                    Status = "False",
                    Reason = "SchedulingGated",
                    Message = "Scheduling is blocked due to non-empty scheduling gates",
                    LastTransitionTime = pod.Metadata.CreationTimestamp,
                },
            ];
        }
    }

    public static void ForUpdate(V1Pod pod, V1Pod old, string subresource)
    {
        switch (subresource)
        {
            case "":
                pod.Status = old.Status;
                break;
            case "status":
                // Agents of old sent stale specs and owners with their status.
                pod.Spec = old.Spec;
                pod.Metadata.OwnerReferences = old.Metadata.OwnerReferences;
                break;
            case "ephemeralcontainers":
                KeepAllBut(pod, old, TakeEphemeralContainers);
                break;
            case "resize":
                KeepAllBut(pod, old, TakeResources);
                break;
            default:
                break;
        }

        BumpGeneration(pod, old);
    }

    private static void KeepAllBut(V1Pod pod, V1Pod old, Action<V1PodSpec, V1PodSpec> take)
    {
        var asked = pod.Spec;
        var resourceVersion = pod.Metadata.ResourceVersion;
        pod.Metadata = Copy(old.Metadata);
        pod.Metadata.ResourceVersion = resourceVersion;
        pod.Spec = Copy(old.Spec);
        pod.Status = old.Status;
        take(pod.Spec, asked);
    }

    private static void TakeEphemeralContainers(V1PodSpec spec, V1PodSpec asked) =>
        spec.EphemeralContainers = asked.EphemeralContainers;

    private static void TakeResources(V1PodSpec spec, V1PodSpec asked)
    {
        spec.Resources = asked.Resources;
        TakeResources(spec.Containers, asked.Containers);
        TakeResources(spec.InitContainers, asked.InitContainers);
    }

    private static void TakeResources(IList<V1Container>? containers, IList<V1Container>? asked)
    {
        foreach (var container in containers ?? [])
        {
            if ((asked ?? []).FirstOrDefault(other => other.Name == container.Name) is { } wanted)
            {
                container.Resources = wanted.Resources;
                container.ResizePolicy = wanted.ResizePolicy;
            }
        }
    }

    private static void BumpGeneration(V1Pod pod, V1Pod old)
    {
        var generation = old.Metadata.Generation ?? 0;
        pod.Metadata.Generation = SemanticEquality.AreEqual(pod.Spec, old.Spec)
            ? old.Metadata.Generation
            : generation + 1;
    }

    private static T Copy<T>(T value) => KubernetesJson.Deserialize<T>(KubernetesJson.Serialize(value));
}
