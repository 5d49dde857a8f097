using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins.Resources;

/// <summary>
/// Prefers nodes whose resources the pod brings closer to being used evenly: half of the score is fixed, the other
/// half is how much the balance B = (1 - standard deviation of the used fractions) * 100 gains by the pod.
/// </summary>
internal sealed class NodeResourcesBalancedAllocation(ClusterSnapshot snapshot, IReadOnlyList<string> resources)
    : IScorePlugin
{
    private readonly CurrentBalance _current = new(snapshot);

    public string Name => nameof(NodeResourcesBalancedAllocation);

    public PodScorer? Prepare(PodDemand pod) => new BalanceScorer(resources, pod, snapshot, _current);
}
