namespace OrleansScheduler.Scheduling.Configuration;

/// <summary>A scheduler's profile as it is configured. What is left out is as in kube-scheduler.</summary>
public sealed class ProfileSettings
{
    /// <summary>The weights of score plugins by name; 0 switches a score off. Plugins left out keep their weight.</summary>
    public IDictionary<string, int> Weights { get; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>LeastAllocated, MostAllocated or RequestedToCapacityRatio.</summary>
    public string ScoringStrategy { get; set; } = "LeastAllocated";

    /// <summary>The weights of the resources in that strategy; none means cpu and memory alike.</summary>
    public IDictionary<string, int> ScoredResources { get; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>For RequestedToCapacityRatio: the score (0 to 10) at a utilization (0 to 100).</summary>
    public IDictionary<int, int> Shape { get; } = new Dictionary<int, int>();

    /// <summary>The resources NodeResourcesBalancedAllocation looks at; none means cpu and memory.</summary>
    public IList<string> BalancedResources { get; } = [];

    /// <summary>What a required affinity term of an existing pod counts in the score, 0 to 100.</summary>
    public int HardPodAffinityWeight { get; set; } = 1;

    public bool IgnorePreferredTermsOfExistingPods { get; set; }

    /// <summary>False for no default spreading but by <see cref="DefaultSpread"/>.</summary>
    public bool UsesSystemSpread { get; set; } = true;

    /// <summary>The default constraints in place of the system's; given any, those of the system do not apply.</summary>
    public IList<SpreadSettings> DefaultSpread { get; } = [];

    /// <summary>Node labels that pods of this scheduler are confined to.</summary>
    public IDictionary<string, string> RequiredNodeLabels { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
