using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins.Spread;

/// <summary>
/// Keeps pods that belong together evenly spread over domains: hard constraints as a filter, soft ones as a score.
/// Pods without constraints get the defaults, if a service or controller says what belongs together.
/// </summary>
internal sealed class PodTopologySpread(ClusterSnapshot snapshot, SpreadDefaults defaults) : IFilterPlugin, IScorePlugin
{
    public bool IsNodeLocal => false;

    public bool ReadsPods => true;

    public string Name => nameof(PodTopologySpread);

    public ClusterChanges UnblockedBy =>
        ClusterChanges.NodeAdded | ClusterChanges.NodeGone | ClusterChanges.NodeLabels | ClusterChanges.NodeTaints
        | ClusterChanges.PodGone | ClusterChanges.PodPlaced | ClusterChanges.PodLabels;

    public long Version => snapshot.Crowds.Epoch + snapshot.Workloads.Version;

    PodFilter? IFilterPlugin.Prepare(PodDemand pod) =>
        Bound(pod, isHard: true) is { Length: > 0 } constraints ? new HardSpread(pod, constraints, snapshot) : null;

    PodScorer? IScorePlugin.Prepare(PodDemand pod) =>
        Bound(pod, isHard: false) is { Length: > 0 } constraints
            ? new SoftSpread(pod, constraints, needsAllKeys: pod.Spread.Count > 0 || !defaults.AreSystem, snapshot)
            : null;

    private BoundConstraint[] Bound(PodDemand pod, bool isHard)
    {
        var constraints = (pod.Spread.Count > 0 ? pod.Spread : defaults.Constraints)
            .Where(constraint => constraint.IsHard == isHard)
            .ToArray();
        if (pod.Spread.Count == 0 && constraints.Length > 0)
        {
            constraints = snapshot.Workloads.DefaultSelector(pod) is { } selector
                ? [.. constraints.Select(constraint => constraint with { Selector = selector })]
                : [];
        }

        return [.. constraints.Select(constraint => BoundConstraint.Of(constraint, pod, snapshot))];
    }
}
