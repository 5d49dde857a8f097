using System.Collections.Frozen;
using k8s.Models;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.Resources.Admission.Plugins;

/// <summary>Turns a pod's priority class into the number the scheduler compares.</summary>
internal sealed class Priority : IAdmissionPlugin
{
    private const string PreemptLowerPriority = "PreemptLowerPriority";

    private static readonly FrozenDictionary<string, int> SystemClasses = new Dictionary<string, int>
    {
        ["system-cluster-critical"] = 2_000_000_000,
        ["system-node-critical"] = 2_000_001_000,
    }.ToFrozenDictionary();

    public string Name => "Priority";

    public ValueTask AdmitAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        if (request is not { Subresource: "", Object: V1Pod { Spec: not null } pod })
        {
            return ValueTask.CompletedTask;
        }

        if (request.Operation == AdmissionOperation.Create)
        {
            Resolve(request, pod.Spec);
        }
        else if (request.Old is V1Pod { Spec: { } old })
        {
            pod.Spec.Priority ??= old.Priority;
            pod.Spec.PreemptionPolicy ??= old.PreemptionPolicy;
        }

        return ValueTask.CompletedTask;
    }

    private static void Resolve(AdmissionRequest request, V1PodSpec spec)
    {
        var priority = PriorityOf(request, spec.PriorityClassName);
        if (spec.Priority is { } sent && sent != priority)
        {
            throw Computed(request, $"the integer value of priority ({sent})", $"{priority}");
        }

        if (spec.PreemptionPolicy is { } policy && policy != PreemptLowerPriority)
        {
            throw Computed(request, $"the string value of PreemptionPolicy ({policy})", PreemptLowerPriority);
        }

        spec.Priority = priority;
        spec.PreemptionPolicy = PreemptLowerPriority;
    }

    private static int PriorityOf(AdmissionRequest request, string? className)
    {
        if (string.IsNullOrEmpty(className))
        {
            return 0;
        }

        return SystemClasses.TryGetValue(className, out var priority)
            ? priority
            : throw StatusErrors.Forbidden(
                request.Kind, request.Key.Name, $"no PriorityClass with name {className} was found");
    }

    private static StatusException Computed(AdmissionRequest request, string sent, string computed) =>
        StatusErrors.Forbidden(
            request.Kind,
            request.Key.Name,
            $"{sent} must not be provided in pod spec; priority admission controller computed {computed} "
                + "from the given PriorityClass name");
}
