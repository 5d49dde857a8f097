using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Snapshot.Crowds;

/// <summary>
/// Pods that selectors cannot tell apart: same namespace, labels and affinity terms. Which censuses count them is
/// worked out once, and again only for censuses that came later.
/// </summary>
internal sealed class PodCrowd(PodDemand example, IReadOnlyDictionary<string, string> namespaceLabels)
{
    private readonly List<(PodCensus Census, int Times)> _censuses = [];
    private int _checked;

    public string Namespace { get; } = example.Key.Namespace;

    public IReadOnlyDictionary<string, string> NamespaceLabels { get; } = namespaceLabels;

    public IReadOnlyDictionary<string, string> Labels { get; } = example.Labels;

    public bool IsTerminating { get; } = example.IsTerminating;

    public PodAffinityTerms Terms { get; } = example.Affinity;

    /// <summary>The censuses that count these pods and how often, out of all there are.</summary>
    public List<(PodCensus Census, int Times)> CensusesAmong(List<PodCensus> all)
    {
        for (; _checked < all.Count; _checked++)
        {
            if (all[_checked].Times(this) is > 0 and var times)
            {
                _censuses.Add((all[_checked], times));
            }
        }

        return _censuses;
    }
}
