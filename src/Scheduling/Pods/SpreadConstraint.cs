using k8s.Models;

namespace OrleansScheduler.Scheduling.Pods;

/// <summary>One topology spread constraint of a pod.</summary>
internal sealed record SpreadConstraint
{
    public required string TopologyKey { get; init; }

    public required int MaxSkew { get; init; }

    /// <summary>True for DoNotSchedule, false for ScheduleAnyway.</summary>
    public required bool IsHard { get; init; }

    /// <summary>With fewer domains than this, the least filled one counts as empty.</summary>
    public int MinDomains { get; init; } = 1;

    /// <summary>Whether nodes that the pod's node selector and affinity rule out are left out of the count.</summary>
    public bool HonorsAffinity { get; init; } = true;

    /// <summary>Whether nodes whose taints the pod does not tolerate are left out of the count.</summary>
    public bool HonorsTaints { get; init; }

    public required PodSelector Selector { get; init; }

    public static SpreadConstraint Of(V1TopologySpreadConstraint constraint, IReadOnlyDictionary<string, string> labels) =>
        new()
        {
            TopologyKey = constraint.TopologyKey,
            MaxSkew = constraint.MaxSkew,
            IsHard = constraint.WhenUnsatisfiable == "DoNotSchedule",
            MinDomains = constraint.MinDomains ?? 1,
            HonorsAffinity = constraint.NodeAffinityPolicy is null or "Honor",
            HonorsTaints = constraint.NodeTaintsPolicy == "Honor",
            Selector = PodSelector.Of(constraint.LabelSelector, labels, constraint.MatchLabelKeys),
        };

    public void AddTo(ref SignatureBuilder signature)
    {
        signature.Add(TopologyKey);
        signature.Add(MaxSkew);
        signature.Add(IsHard);
        signature.Add(MinDomains);
        signature.Add(HonorsAffinity);
        signature.Add(HonorsTaints);
        Selector.AddTo(ref signature);
    }
}
