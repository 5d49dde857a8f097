using k8s.Models;

namespace OrleansScheduler.Resources.Registry;

/// <summary>Puts a pod on a node: which pods can be, and what changes in them.</summary>
internal static class PodAssignment
{
    private const string Scheduled = "PodScheduled";
    private const string True = "True";

    /// <summary>Why the pod cannot be assigned, null when it can.</summary>
    public static (BindStatus Status, string Problem)? Obstacle(V1Pod pod)
    {
        var name = pod.Metadata.Name;
        if (pod.Metadata.DeletionTimestamp is not null)
        {
            return (BindStatus.NotSchedulable, $"pod {name} is being deleted, cannot be assigned to a host");
        }

        if (!string.IsNullOrEmpty(pod.Spec.NodeName))
        {
            return (BindStatus.AlreadyBound, $"pod {name} is already assigned to node \"{pod.Spec.NodeName}\"");
        }

        return pod.Spec.SchedulingGates is { Count: > 0 }
            ? (BindStatus.NotSchedulable, $"pod {name} has non-empty .spec.schedulingGates")
            : null;
    }

    public static void Assign(V1Pod pod, string nodeName, DateTime now)
    {
        pod.Spec.NodeName = nodeName;
        pod.Status ??= new V1PodStatus();
        var others = (pod.Status.Conditions ?? []).Where(condition => condition.Type != Scheduled);
        var condition = new V1PodCondition { Type = Scheduled, Status = True, LastTransitionTime = now };
        pod.Status.Conditions = [.. others, condition];
    }

    /// <summary>The binding's labels and annotations become the pod's.</summary>
    public static void Merge(V1Pod pod, V1ObjectMeta binding)
    {
        pod.Metadata.Labels = Merge(pod.Metadata.Labels, binding.Labels);
        pod.Metadata.Annotations = Merge(pod.Metadata.Annotations, binding.Annotations);
    }

    private static IDictionary<string, string>? Merge(
        IDictionary<string, string>? entries, IDictionary<string, string>? added)
    {
        foreach (var (key, value) in added ?? new Dictionary<string, string>())
        {
            entries ??= new Dictionary<string, string>();
            entries[key] = value;
        }

        return entries;
    }
}
