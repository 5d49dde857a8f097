using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Snapshot.Crowds;

/// <summary>Pods a spread constraint counts: of the same namespace, matched, not terminating. An empty selector counts none.</summary>
internal sealed class SpreadCensus(string ns, PodSelector selector) : PodCensus
{
    public override int Times(PodCrowd crowd) =>
        !crowd.IsTerminating && crowd.Namespace == ns && !selector.IsEmpty && selector.Matches(crowd.Labels) ? 1 : 0;
}
