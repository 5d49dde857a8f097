using k8s;
using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>What may change in a pod that exists.</summary>
internal static class PodChangeValidation
{
    private const string Updatable =
        "`spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,"
        + "`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` "
        + "(allow it to be set to 1 if it was previously negative)";

    private static readonly FieldPath Spec = FieldPath.Of("spec");

    public static void Validate(V1Pod pod, V1Pod old, FieldErrors errors)
    {
        if (!IsSameLength(pod.Spec.Containers, old.Spec.Containers, "containers", errors)
            || !IsSameLength(pod.Spec.InitContainers, old.Spec.InitContainers, "initContainers", errors)
            || !ValidateDeadline(pod.Spec.ActiveDeadlineSeconds, old.Spec.ActiveDeadlineSeconds, errors))
        {
            return;
        }

        TolerationValidation.ValidateOnlyAdded(
            pod.Spec.Tolerations, old.Spec.Tolerations, Spec.Child("tolerations"), errors);
        ValidateGates(pod.Spec.SchedulingGates ?? [], old.Spec.SchedulingGates ?? [], errors);
        var rest = WithoutChangesAllowed(pod.Spec, old.Spec);
        if (!SemanticEquality.AreEqual(rest, old.Spec))
        {
            errors.Forbidden(
                Spec, $"pod updates may not change fields other than {Updatable}\n{TextDiff.Of(old.Spec, rest)}");
        }
    }

    public static void ValidateEphemeralContainers(V1Pod pod, V1Pod old, FieldErrors errors)
    {
        var path = Spec.Child("ephemeralContainers");
        foreach (var existing in old.Spec.EphemeralContainers ?? [])
        {
            var name = FieldValueText.Quote(existing.Name);
            var now = (pod.Spec.EphemeralContainers ?? []).FirstOrDefault(other => other.Name == existing.Name);
            if (now is null)
            {
                errors.Forbidden(path, $"existing ephemeral containers {name} may not be removed\n");
            }
            else if (!SemanticEquality.AreEqual(now, existing))
            {
                errors.Forbidden(
                    path, $"existing ephemeral containers {name} may not be changed\n{TextDiff.Of(existing, now)}");
            }
        }
    }

    public static void ValidateResize(V1Pod pod, V1Pod old, FieldErrors errors)
    {
        if (QualityOfService.Of(pod.Spec) != QualityOfService.Of(old.Spec))
        {
            errors.Invalid(Spec, pod.Status?.QosClass ?? "", "Pod QOS Class may not change as a result of resizing");
        }
    }

    private static bool IsSameLength(
        IList<V1Container>? containers, IList<V1Container>? old, string name, FieldErrors errors)
    {
        if ((containers?.Count ?? 0) == (old?.Count ?? 0))
        {
            return true;
        }

        errors.Forbidden(Spec.Child(name), "pod updates may not add or remove containers");
        return false;
    }

    private static bool ValidateDeadline(long? deadline, long? old, FieldErrors errors)
    {
        var path = Spec.Child("activeDeadlineSeconds");
        switch (deadline, old)
        {
            case (null, not null):
                errors.Invalid(path, null, "must not update from a positive integer to nil value");
                return true;
            case ( < 0 or > int.MaxValue, _):
                errors.Invalid(path, deadline, $"must be between 0 and {int.MaxValue}, inclusive");
                return false;
            case (not null, not null) when deadline > old:
                errors.Invalid(path, deadline, "must be less than or equal to previous value");
                return false;
            default:
                return true;
        }
    }

    private static void ValidateGates(
        IList<V1PodSchedulingGate> gates, IList<V1PodSchedulingGate> old, FieldErrors errors)
    {
        foreach (var (index, gate) in gates.Index().Where(gate => old.All(other => other.Name != gate.Item.Name)))
        {
            errors.Forbidden(
                Spec.Child("schedulingGates").Index(index).Child("name"),
                $"only deletion is allowed, but found new scheduling gate '{gate.Name}'");
        }
    }

    private static V1PodSpec WithoutChangesAllowed(V1PodSpec spec, V1PodSpec old)
    {
        var rest = KubernetesJson.Deserialize<V1PodSpec>(KubernetesJson.Serialize(spec));
        TakeImages(rest.Containers, old.Containers);
        TakeImages(rest.InitContainers, old.InitContainers);
        rest.ActiveDeadlineSeconds = old.ActiveDeadlineSeconds;
        rest.SchedulingGates = old.SchedulingGates;
        rest.Tolerations = old.Tolerations;
        if (old.TerminationGracePeriodSeconds < 0 && rest.TerminationGracePeriodSeconds == 1)
        {
            rest.TerminationGracePeriodSeconds = old.TerminationGracePeriodSeconds;
        }

        // Until a pod is let into scheduling, the nodes it may go to can be narrowed.
        if (old.SchedulingGates is { Count: > 0 } && IsNarrowed(rest.NodeSelector, old.NodeSelector))
        {
            rest.NodeSelector = old.NodeSelector;
        }

        return rest;
    }

    private static bool IsNarrowed(IDictionary<string, string>? selector, IDictionary<string, string>? old) =>
        (old ?? new Dictionary<string, string>()).All(
            entry => selector?.TryGetValue(entry.Key, out var value) is true && value == entry.Value);

    private static void TakeImages(IList<V1Container>? containers, IList<V1Container>? old)
    {
        foreach (var (container, before) in (containers ?? []).Zip(old ?? []))
        {
            container.Image = before.Image;
        }
    }
}
