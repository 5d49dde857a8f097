using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins;

/// <summary>
/// Scores nodes by how full they would be. Integer arithmetic that truncates, as in Kubernetes: with cpu 4, 1 of it
/// taken and 1 asked, LeastAllocated gives (4-2)*100/4 = 50 for cpu; the score is the weighted mean over resources.
/// </summary>
internal sealed class ResourceScorer : PodScorer
{
    private readonly ResourceScoring _scoring;
    private readonly Part[] _parts;

    public ResourceScorer(ResourceScoring scoring, PodDemand pod, ClusterSnapshot snapshot)
    {
        _scoring = scoring;
        _parts =
        [
            .. scoring.Resources
                .Select(item => new Part(item, pod.RequestsScored[item.Resource], snapshot.Column(item.Resource)))
                .Where(part => part.Column is not null && !(part.IsScalar && part.Asked == 0)),
        ];
    }

    public override long Score(int slot)
    {
        var (sum, weights) = (0L, 0L);
        foreach (var part in _parts)
        {
            var capacity = part.Column!.Allocatable[slot];
            if (capacity == 0)
            {
                continue;
            }

            var score = ScoreOf(part.RequestedWithPod(slot), capacity);
            if (_scoring.Type != ResourceScoringType.RequestedToCapacityRatio || score > 0)
            {
                sum += score * part.Item.Weight;
                weights += part.Item.Weight;
            }
        }

        return weights == 0 ? 0 : Mean(sum, weights);
    }

    private long Mean(long sum, long weights) => _scoring.Type == ResourceScoringType.RequestedToCapacityRatio
        ? (long)Math.Round((double)sum / weights, MidpointRounding.AwayFromZero)
        : sum / weights;

    private long ScoreOf(long requested, long capacity) => _scoring.Type switch
    {
        ResourceScoringType.LeastAllocated => requested > capacity ? 0 : (capacity - requested) * ScoreMax / capacity,
        ResourceScoringType.MostAllocated => Math.Min(requested, capacity) * ScoreMax / capacity,
        ResourceScoringType.RequestedToCapacityRatio =>
            OnCurve(requested > capacity ? ScoreMax : requested * ScoreMax / capacity),
        _ => throw new InvalidOperationException($"Unknown scoring strategy {_scoring.Type}."),
    };

    // The curve's scores go to 10 and are stretched to 100; flat before the first and after the last point.
    private long OnCurve(long utilization)
    {
        var shape = _scoring.Shape;
        for (var i = 0; i < shape.Count; i++)
        {
            if (utilization > shape[i].Utilization)
            {
                continue;
            }

            return i == 0 ? shape[0].Score * 10 : Between(shape[i - 1], shape[i], utilization);
        }

        return shape[^1].Score * 10;
    }

    private static long Between(UtilizationPoint from, UtilizationPoint to, long utilization) =>
        (from.Score * 10)
        + (((to.Score - from.Score) * 10) * (utilization - from.Utilization) / (to.Utilization - from.Utilization));

    private readonly record struct Part(ResourceWeight Item, long Asked, ResourceColumn? Column)
    {
        public bool IsScalar => ResourceAmounts.IsScalar(Item.Resource);

        public long RequestedWithPod(int slot) => Asked + (Item.Resource is ResourceAmounts.Cpu or ResourceAmounts.Memory
            ? Column!.RequestedWithStandIns[slot]
            : Column!.Requested[slot]);
    }
}
