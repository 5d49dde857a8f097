using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins.Resources;

/// <summary>
/// Scores nodes by how full they would be. Integer arithmetic that truncates, as in Kubernetes: with cpu 4, 1 of it
/// taken and 1 asked, LeastAllocated gives (4-2)*100/4 = 50 for cpu; the score is the weighted mean over resources.
/// </summary>
internal sealed class ResourceScorer : PodScorer
{
    private readonly ResourceScoring _scoring;
    private readonly ResourceWeight[] _resources;
    private readonly ClusterSnapshot _snapshot;
    private readonly List<Part> _parts = [];

    public ResourceScorer(ResourceScoring scoring, PodDemand pod, ClusterSnapshot snapshot)
    {
        _scoring = scoring;
        _resources = [.. scoring.Resources];
        _snapshot = snapshot;
        Use(pod);
    }

    public override bool IsLocal => true;

    public override void Use(PodDemand pod)
    {
        _parts.Clear();
        foreach (var item in _resources)
        {
            var asked = pod.RequestsScored[item.Resource];
            if (asked != 0 || !ResourceAmounts.IsScalar(item.Resource))
            {
                _parts.Add(new Part(item, asked, _snapshot.Column(item.Resource), HasStandIn(item.Resource)));
            }
        }
    }

    public override long Score(int slot)
    {
        var (sum, weights) = (0L, 0L);
        foreach (ref readonly var part in CollectionsMarshal.AsSpan(_parts))
        {
            var capacity = part.Column.Allocatable[slot];
            if (capacity == 0)
            {
                continue;
            }

            var score = ScoreOf(part.Asked + part.Used[slot], capacity);
            if (_scoring.Type != ResourceScoringType.RequestedToCapacityRatio || score > 0)
            {
                sum += score * part.Item.Weight;
                weights += part.Item.Weight;
            }
        }

        return weights == 0 ? 0 : Mean(sum, weights);
    }

    public override void AddTo(Span<int> totals, int from, int weight)
    {
        if (CanUseLanes())
        {
            AddLanes(totals, from, weight);
        }
        else
        {
            base.AddTo(totals, from, weight);
        }
    }

    // Every node must offer every resource, for what a node does not offer drops out of its mean.
    private bool CanUseLanes()
    {
        foreach (ref readonly var part in CollectionsMarshal.AsSpan(_parts))
        {
            if (!part.Column.IsExactAsDouble || part.Column.Offers != _snapshot.NodeCount || part.Asked >= 1L << 44)
            {
                return false;
            }
        }

        return _scoring.Type != ResourceScoringType.RequestedToCapacityRatio && Vector256.IsHardwareAccelerated;
    }

    private void AddLanes(Span<int> totals, int from, int weight)
    {
        var (divisor, isProduct) = ExactLanes.Divisor(Weights());
        ref var first = ref MemoryMarshal.GetReference(totals);
        var i = from;
        for (; i <= totals.Length - Vector256<int>.Count; i += Vector256<int>.Count)
        {
            var (low, high) = (Sum(i), Sum(i + ExactLanes.Count));
            (low, high) = isProduct ? (low * divisor, high * divisor) : (low / divisor, high / divisor);
            var scores = ExactLanes.ToIntegers(Vector256.Floor(low), Vector256.Floor(high)) * weight;
            var before = Vector256.LoadUnsafe(ref first, (nuint)i);
            var isOut = Vector256.LessThan(before, Vector256<int>.Zero);
            (before + Vector256.AndNot(scores, isOut)).StoreUnsafe(ref first, (nuint)i);
        }

        for (; i < totals.Length; i++)
        {
            totals[i] += totals[i] < 0 ? 0 : weight * (int)Score(i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<double> Sum(int slot)
    {
        var sum = Vector256<double>.Zero;
        var least = _scoring.Type == ResourceScoringType.LeastAllocated;
        foreach (ref readonly var part in CollectionsMarshal.AsSpan(_parts))
        {
            var capacity = ExactLanes.Load(ref MemoryMarshal.GetReference(part.Column.Allocatable), slot);
            var used = Vector256.Min(
                capacity,
                ExactLanes.Load(ref MemoryMarshal.GetReference(part.Used), slot) + Vector256.Create((double)part.Asked));
            var counted = least ? capacity - used : used;
            var reciprocals = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(part.Column.Reciprocals), (nuint)slot);
            sum += ExactLanes.FloorOfQuotient(counted * ScoreMax, reciprocals) * part.Item.Weight;
        }

        return sum;
    }

    private long Weights()
    {
        var weights = 0L;
        foreach (var part in _parts)
        {
            weights += part.Item.Weight;
        }

        return Math.Max(1, weights);
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

    private static bool HasStandIn(string resource) => resource is ResourceAmounts.Cpu or ResourceAmounts.Memory;

    private readonly record struct Part(ResourceWeight Item, long Asked, ResourceColumn Column, bool HasStandIn)
    {
        /// <summary>The sum that counts: with stand-ins for cpu and memory.</summary>
        public ReadOnlySpan<long> Used => HasStandIn ? Column.RequestedWithStandIns : Column.Requested;
    }
}
