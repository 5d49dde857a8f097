using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;
using OrleansScheduler.Scheduling.Snapshot.Crowds;

namespace OrleansScheduler.Scheduling.Plugins.Spread;

/// <summary>A constraint with what it counts in a snapshot.</summary>
/// <param name="Self">1 when the pod counts itself, else 0.</param>
internal sealed record BoundConstraint(SpreadConstraint Constraint, PodCensus Census, TopologyCount Count, int Self)
{
    public bool IsHostname => Constraint.TopologyKey == NodeIdentity.HostnameLabel;

    public TopologyColumn Column => Count.Column;

    public static BoundConstraint Of(SpreadConstraint constraint, PodDemand pod, ClusterSnapshot snapshot)
    {
        var census = snapshot.Crowds.Spread(pod.Key.Namespace, constraint.Selector);
        var count = census.Over(snapshot.Topology(constraint.TopologyKey));
        return new BoundConstraint(constraint, census, count, constraint.Selector.Matches(pod.Labels) ? 1 : 0);
    }
}
