using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Snapshot.Crowds;

/// <summary>Pods that match all of the terms of a pod that is to be scheduled.</summary>
internal sealed class MatchingCensus(IReadOnlyList<PodAffinityTerm> terms) : PodCensus
{
    public override int Times(PodCrowd crowd) =>
        terms.All(term => term.MatchesExisting(crowd.Namespace, crowd.NamespaceLabels, crowd.Labels)) ? 1 : 0;
}
