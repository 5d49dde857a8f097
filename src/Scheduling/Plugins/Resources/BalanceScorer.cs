using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins.Resources;

/// <summary>50 + (50 + B with the pod - B without) / 2, for pods that ask for any of the resources.</summary>
internal sealed class BalanceScorer : PodScorer
{
    private readonly string[] _resources;
    private readonly ClusterSnapshot _snapshot;
    private readonly CurrentBalance _current;
    private readonly List<(long Asked, ResourceColumn Column)> _parts = [];
    private readonly bool _isCpuAndMemory;
    private bool _hasSay;

    public BalanceScorer(
        IReadOnlyList<string> resources, PodDemand pod, ClusterSnapshot snapshot, CurrentBalance current)
    {
        _resources = [.. resources];
        _snapshot = snapshot;
        _current = current;
        _isCpuAndMemory = resources is [ResourceAmounts.Cpu, ResourceAmounts.Memory];
        Use(pod);
    }

    public override bool IsLocal => true;

    public override bool HasSay => _hasSay;

    public override void Use(PodDemand pod)
    {
        _parts.Clear();
        _hasSay = false;
        foreach (var resource in _resources)
        {
            var asked = pod.Requests[resource];
            _hasSay |= asked != 0;
            if (asked != 0 || !ResourceAmounts.IsScalar(resource))
            {
                _parts.Add((asked, _snapshot.Column(resource)));
            }
        }
    }

    public override long Score(int slot) => !_hasSay ? 0 : Combine(
        BalanceOf(slot, withPod: true) - (_isCpuAndMemory ? _current.Catchup()[slot] : BalanceOf(slot, withPod: false)));

    public override void AddTo(Span<int> totals, int from, int weight)
    {
        if (_hasSay && CanUseLanes())
        {
            AddLanes(totals, from, weight);
        }
        else if (_hasSay)
        {
            base.AddTo(totals, from, weight);
        }
    }

    private static int Combine(int gain) => (ScoreMax / 2) + (((ScoreMax / 2) + gain) / 2);

    private bool CanUseLanes() =>
        _isCpuAndMemory
        && Vector256.IsHardwareAccelerated
        && IsExact(_parts[0].Column)
        && IsExact(_parts[1].Column);

    private bool IsExact(ResourceColumn column) => column.IsExactAsDouble && column.Offers == _snapshot.NodeCount;

    private void AddLanes(Span<int> totals, int from, int weight)
    {
        var current = _current.Catchup();
        ref var first = ref MemoryMarshal.GetReference(totals);
        ref var firstCurrent = ref MemoryMarshal.GetReference(current);
        var half = Vector256.Create(ScoreMax / 2);
        var i = from;
        for (; i <= totals.Length - Vector256<int>.Count; i += Vector256<int>.Count)
        {
            var with = ExactLanes.ToIntegers(BalanceWith(i), BalanceWith(i + ExactLanes.Count));
            var gain = half + with - Vector256.LoadUnsafe(ref firstCurrent, (nuint)i);
            var scores = (half + Vector256.ShiftRightLogical(gain, 1)) * weight;
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
    private Vector256<double> BalanceWith(int slot)
    {
        var one = Vector256.Create(1.0);
        var deviation = Vector256.Abs(Fractions(_parts[0], slot, one) - Fractions(_parts[1], slot, one)) * 0.5;
        return Vector256.Floor((one - deviation) * ScoreMax);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Fractions((long Asked, ResourceColumn Column) part, int slot, Vector256<double> one)
    {
        var used = ExactLanes.Load(ref MemoryMarshal.GetReference(part.Column.Requested), slot)
            + Vector256.Create((double)part.Asked);
        var capacity = ExactLanes.Load(ref MemoryMarshal.GetReference(part.Column.Allocatable), slot);
        var reciprocal = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(part.Column.Reciprocals), (nuint)slot);
        return Vector256.Min(one, ExactLanes.Quotient(used, capacity, reciprocal));
    }

    private int BalanceOf(int slot, bool withPod)
    {
        Span<double> fractions = stackalloc double[_parts.Count];
        var count = 0;
        foreach (var (asked, column) in _parts)
        {
            var capacity = column.Allocatable[slot];
            if (capacity != 0)
            {
                fractions[count++] = Balance.Fraction(column.Requested[slot] + (withPod ? asked : 0), capacity);
            }
        }

        return Balance.Of(fractions[..count]);
    }
}
