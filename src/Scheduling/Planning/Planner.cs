using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Planning;

/// <summary>
/// Decides where pods go: each pod in turn is filtered and scored against every node, takes the best, and is seen
/// there by the pods after it. A function of snapshot, pods, profile and seed; one instance serves one caller.
/// </summary>
public sealed class Planner(SchedulingProfile profile)
{
    private readonly PodEvaluation _evaluation = new(profile);

    /// <summary>
    /// Places the pods in the given order. The snapshot is left with the placements in it: the caller removes those
    /// that do not come true.
    /// </summary>
    /// <param name="seed">Decides between equally good nodes; the same seed gives the same plan.</param>
    public PlacementPlan Plan(ClusterSnapshot snapshot, IReadOnlyList<PodDemand> pods, long seed)
    {
        var placements = new List<PodPlacement>(pods.Count);
        var refusals = new List<PodRefusal>();
        foreach (var pod in pods)
        {
            _evaluation.Run(snapshot, pod);
            if (_evaluation.Feasible.Count == 0)
            {
                refusals.Add(Refusal(snapshot, pod));
                continue;
            }

            var node = snapshot.Identity(Best(snapshot, pod, seed)).Name;
            snapshot.Place(pod, node);
            placements.Add(new PodPlacement(pod, node));
        }

        return new PlacementPlan(placements, refusals);
    }

    private int Best(ClusterSnapshot snapshot, PodDemand pod, long seed)
    {
        var ties = new TieBreak(seed, pod.Uid);
        var feasible = _evaluation.Feasible;
        var best = feasible[0];
        var (bestScore, bestRank) = (_evaluation.Total(0), ties.Rank(snapshot.Identity(best).Name));
        for (var i = 1; i < feasible.Count; i++)
        {
            var score = _evaluation.Total(i);
            if (score < bestScore)
            {
                continue;
            }

            var rank = ties.Rank(snapshot.Identity(feasible[i]).Name);
            if (score > bestScore || rank > bestRank)
            {
                (best, bestScore, bestRank) = (feasible[i], score, rank);
            }
        }

        return best;
    }

    private PodRefusal Refusal(ClusterSnapshot snapshot, PodDemand pod) => new(
        pod,
        FailureMessage.Of(snapshot.NodeCount, pod, _evaluation.RefusedEverywhere, _evaluation.Refusals),
        _evaluation.UnblockedBy);
}
