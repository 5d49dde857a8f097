using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;
using OrleansScheduler.Scheduling.Snapshot.Crowds;

namespace OrleansScheduler.Scheduling.Plugins.Affinity;

/// <summary>The terms of existing pods that match one pod, found once per term however many pods have it.</summary>
internal sealed class HeldTerms(PodDemand pod, ClusterSnapshot snapshot, Func<HeldTermCensus, bool> isRelevant)
{
    private readonly List<(HeldTermCensus Census, TopologyCount Count)> _matching = [];
    private readonly IReadOnlyDictionary<string, string> _namespaceLabels = snapshot.Namespaces.Labels(pod.Key.Namespace);
    private int _checked;

    public List<(HeldTermCensus Census, TopologyCount Count)> Catchup()
    {
        var all = snapshot.Crowds.Held;
        for (; _checked < all.Count; _checked++)
        {
            var census = all[_checked];
            if (isRelevant(census) && census.Term.MatchesIncoming(pod.Key.Namespace, _namespaceLabels, pod.Labels))
            {
                _matching.Add((census, census.Over(snapshot.Topology(census.Term.TopologyKey))));
            }
        }

        return _matching;
    }
}
