using k8s.Models;
using OrleansScheduler.Resources.Selectors;
using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Preemption;

/// <summary>A PodDisruptionBudget as preemption reads it: which pods it guards and how many may still go.</summary>
public sealed class DisruptionBudget
{
    private readonly string _namespace;
    private readonly LabelSelector? _selector;
    private readonly IReadOnlySet<string> _disrupted;

    public DisruptionBudget(V1PodDisruptionBudget budget)
    {
        _namespace = budget.Metadata.NamespaceProperty ?? "";
        _selector = budget.Spec?.Selector is { } selector ? LabelSelector.Of(selector) : null;
        _disrupted = (budget.Status?.DisruptedPods?.Keys ?? []).ToHashSet(StringComparer.Ordinal);
        Allowed = budget.Status?.DisruptionsAllowed ?? 0;
    }

    public int Allowed { get; }

    /// <summary>Pods without labels are guarded by none, and an empty selector guards none.</summary>
    public bool Guards(PodDemand pod) =>
        pod.Labels.Count > 0
        && pod.Key.Namespace == _namespace
        && _selector is { Requirements.Count: > 0 }
        && _selector.Matches(pod.Labels)
        && !_disrupted.Contains(pod.Key.Name);
}
