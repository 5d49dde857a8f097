using k8s.Models;

namespace OrleansScheduler.Resources.Core.Pods;

/// <summary>Taints and the tolerations that answer them.</summary>
public static class Toleration
{
    public static bool AnyTolerates(IEnumerable<V1Toleration> tolerations, V1Taint taint) =>
        tolerations.Any(toleration => Tolerates(toleration, taint));

    /// <summary>True when none of the taints keeps the pod away; soft ones never do.</summary>
    public static bool ToleratesHard(IReadOnlyList<V1Toleration> tolerations, IReadOnlyList<V1Taint> taints) =>
        taints.All(taint => taint.Effect is not ("NoSchedule" or "NoExecute") || AnyTolerates(tolerations, taint));

    /// <summary>An empty key or effect matches all; without an operator the values must be equal.</summary>
    public static bool Tolerates(V1Toleration toleration, V1Taint taint)
    {
        if (!MatchesAllOr(toleration.Effect, taint.Effect) || !MatchesAllOr(toleration.Key, taint.Key))
        {
            return false;
        }

        return toleration.OperatorProperty switch
        {
            null or "" or "Equal" => (toleration.Value ?? "") == (taint.Value ?? ""),
            "Exists" => true,
            _ => false,
        };
    }

    private static bool MatchesAllOr(string? pattern, string? value) => string.IsNullOrEmpty(pattern) || pattern == value;
}
