using k8s.Models;

namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>A Job's podFailurePolicy: the first rule that matches a failed pod decides.</summary>
internal static class PodFailureRules
{
    public static PodFailureVerdict Judge(V1PodFailurePolicy? policy, V1Pod pod)
    {
        var rules = policy?.Rules ?? [];
        for (var index = 0; index < rules.Count; index++)
        {
            var cause = Cause(rules[index], pod);
            if (cause is not null)
            {
                return Verdict(rules[index].Action, $"{cause} matching {rules[index].Action} rule at index {index}");
            }
        }

        return PodFailureVerdict.Ordinary;
    }

    private static PodFailureVerdict Verdict(string action, string message) => action switch
    {
        "FailJob" => new PodFailureVerdict(true, false, message),
        "FailIndex" => PodFailureVerdict.IndexLost,
        "Ignore" => PodFailureVerdict.Ignored,
        _ => PodFailureVerdict.Ordinary,
    };

    private static string? Cause(V1PodFailurePolicyRule rule, V1Pod pod) =>
        rule.OnExitCodes is { } exitCodes
            ? ExitCodeCause(exitCodes, pod)
            : ConditionCause(rule.OnPodConditions ?? [], pod);

    private static string? ExitCodeCause(V1PodFailurePolicyOnExitCodesRequirement requirement, V1Pod pod)
    {
        IEnumerable<V1ContainerStatus> containers =
            [.. pod.Status?.ContainerStatuses ?? [], .. pod.Status?.InitContainerStatuses ?? []];
        var failed = containers.FirstOrDefault(container =>
            container.State?.Terminated is { ExitCode: not 0 } end
            && (requirement.ContainerName is null || requirement.ContainerName == container.Name)
            && requirement.Values.Contains(end.ExitCode) == (requirement.OperatorProperty == "In"));
        return failed is null
            ? null
            : $"Container {failed.Name} for pod {FullName(pod)} failed with exit code {failed.State.Terminated.ExitCode}";
    }

    private static string? ConditionCause(IList<V1PodFailurePolicyOnPodConditionsPattern> patterns, V1Pod pod)
    {
        var match = (pod.Status?.Conditions ?? []).FirstOrDefault(condition => patterns.Any(pattern =>
            pattern.Type == condition.Type && (pattern.Status ?? "True") == condition.Status));
        return match is null ? null : $"Pod {FullName(pod)} has condition {match.Type}";
    }

    private static string FullName(V1Pod pod) => $"{pod.Metadata.NamespaceProperty}/{pod.Metadata.Name}";
}
