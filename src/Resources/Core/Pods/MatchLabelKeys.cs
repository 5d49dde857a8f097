using k8s.Models;

namespace OrleansScheduler.Resources.Core.Pods;

/// <summary>
/// Label keys whose values a pod's selectors take over from the pod itself when it is created, so that the pods of one
/// revision select each other.
/// </summary>
internal static class MatchLabelKeys
{
    public static void Apply(V1Pod pod)
    {
        var labels = pod.Metadata.Labels ?? new Dictionary<string, string>();
        foreach (var term in Terms(pod.Spec.Affinity))
        {
            Extend(term.LabelSelector, labels, term.MatchLabelKeys, "In");
            Extend(term.LabelSelector, labels, term.MismatchLabelKeys, "NotIn");
        }

        foreach (var constraint in pod.Spec.TopologySpreadConstraints ?? [])
        {
            Extend(constraint.LabelSelector, labels, constraint.MatchLabelKeys, "In");
        }
    }

    /// <summary>A key that was taken over stands in the selector once more when the client wrote it there, too.</summary>
    public static bool IsSelectedTwice(V1LabelSelector selector, string key) =>
        (selector.MatchExpressions ?? []).Count(expression => expression.Key == key)
            + (selector.MatchLabels?.ContainsKey(key) is true ? 1 : 0) > 1;

    private static IEnumerable<V1PodAffinityTerm> Terms(V1Affinity? affinity) =>
        (affinity?.PodAffinity?.RequiredDuringSchedulingIgnoredDuringExecution ?? [])
            .Concat(Inner(affinity?.PodAffinity?.PreferredDuringSchedulingIgnoredDuringExecution))
            .Concat(affinity?.PodAntiAffinity?.RequiredDuringSchedulingIgnoredDuringExecution ?? [])
            .Concat(Inner(affinity?.PodAntiAffinity?.PreferredDuringSchedulingIgnoredDuringExecution));

    private static IEnumerable<V1PodAffinityTerm> Inner(IList<V1WeightedPodAffinityTerm>? terms) =>
        (terms ?? []).Where(term => term.PodAffinityTerm is not null).Select(term => term.PodAffinityTerm);

    private static void Extend(
        V1LabelSelector? selector, IDictionary<string, string> labels, IList<string>? keys, string comparison)
    {
        if (selector is null)
        {
            return;
        }

        foreach (var key in keys ?? [])
        {
            if (labels.TryGetValue(key, out var value))
            {
                selector.MatchExpressions ??= [];
                selector.MatchExpressions.Add(new V1LabelSelectorRequirement
                {
                    Key = key,
                    OperatorProperty = comparison,
                    Values = [value],
                });
            }
        }
    }
}
