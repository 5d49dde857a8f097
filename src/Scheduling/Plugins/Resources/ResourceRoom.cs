using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using OrleansScheduler.Scheduling.Explain;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins.Resources;

/// <summary>Compares what a pod asks for with what nodes have left.</summary>
internal sealed class ResourceRoom : PodFilter
{
    private readonly ClusterSnapshot _snapshot;
    private readonly List<Wanted> _wanted = [];
    private readonly Dictionary<(bool PodsFull, ulong Missing, bool IsCurable), Refusal> _refusals = [];

    public ResourceRoom(PodDemand pod, ClusterSnapshot snapshot)
    {
        _snapshot = snapshot;
        Use(pod);
    }

    public override void Use(PodDemand pod)
    {
        _wanted.Clear();
        _refusals.Clear();
        foreach (ref readonly var item in pod.Requests.Items)
        {
            if (item.Amount > 0)
            {
                _wanted.Add(new Wanted(item.Resource, item.Amount, _snapshot.Column(item.Resource)));
            }
        }
    }

    public override bool Admits(int slot)
    {
        if (_snapshot.PlacesLeft[slot] <= 0)
        {
            return false;
        }

        foreach (ref readonly var wanted in CollectionsMarshal.AsSpan(_wanted))
        {
            if (!wanted.Fits(slot))
            {
                return false;
            }
        }

        return true;
    }

    public override Refusal Explain(int slot)
    {
        var (missing, curable) = (0UL, true);
        for (var i = 0; i < _wanted.Count; i++)
        {
            if (!_wanted[i].Fits(slot))
            {
                missing |= 1UL << (i & 63);
                curable &= _wanted[i].FitsEmpty(slot);
            }
        }

        var key = (_snapshot.PlacesLeft[slot] <= 0, missing, curable);
        if (!_refusals.TryGetValue(key, out var refusal))
        {
            _refusals.Add(key, refusal = Refuse(slot, key.Item1, curable));
        }

        return refusal;
    }

    public override IEnumerable<Shortage> Shortages(int slot)
    {
        if (_snapshot.PlacesLeft[slot] <= 0)
        {
            var placed = _snapshot.PlacedOn(slot).Count;
            yield return new Shortage(ResourceAmounts.Pods, 1, _snapshot.PlacesLeft[slot] + placed, placed);
        }

        foreach (var wanted in _wanted.Where(item => !item.Fits(slot)))
        {
            yield return new Shortage(
                wanted.Resource, wanted.Amount, wanted.Column.Allocatable[slot], wanted.Column.Requested[slot]);
        }
    }

    public override IEnumerable<string> Remedies(int slot) => Shortages(slot).Select(shortage => shortage.ToString());

    public override void Narrow(Span<int> totals, int from)
    {
        var places = _snapshot.PlacesLeft;
        var i = from;
        for (; i <= totals.Length - Vector256<int>.Count; i += Vector256<int>.Count)
        {
            var full = Vector256.LessThanOrEqual(Vector256.Create(places[i..]), Vector256<int>.Zero);
            (Vector256.Create<int>(totals[i..]) | full).CopyTo(totals[i..]);
        }

        for (; i < totals.Length; i++)
        {
            totals[i] = places[i] <= 0 ? Out : totals[i];
        }

        foreach (ref readonly var wanted in CollectionsMarshal.AsSpan(_wanted))
        {
            Narrow(wanted, totals, from);
        }
    }

    private static void Narrow(in Wanted wanted, Span<int> totals, int from)
    {
        ref var firstAllocatable = ref MemoryMarshal.GetReference(wanted.Column.Allocatable);
        ref var firstRequested = ref MemoryMarshal.GetReference(wanted.Column.Requested);
        ref var firstTotal = ref MemoryMarshal.GetReference(totals);
        var amount = Vector256.Create(wanted.Amount);
        var i = from;
        for (; i <= totals.Length - Vector256<int>.Count; i += Vector256<int>.Count)
        {
            var low = Vector256.LoadUnsafe(ref firstAllocatable, (nuint)i) - Vector256.LoadUnsafe(ref firstRequested, (nuint)i);
            var high = Vector256.LoadUnsafe(ref firstAllocatable, (nuint)i + 4)
                - Vector256.LoadUnsafe(ref firstRequested, (nuint)i + 4);
            var lacks = Vector256.Narrow(Vector256.LessThan(low, amount), Vector256.LessThan(high, amount));
            (Vector256.LoadUnsafe(ref firstTotal, (nuint)i) | lacks).StoreUnsafe(ref firstTotal, (nuint)i);
        }

        for (; i < totals.Length; i++)
        {
            totals[i] = wanted.Fits(i) ? totals[i] : Out;
        }
    }

    private Refusal Refuse(int slot, bool podsFull, bool curable)
    {
        var missing = _wanted.Where(item => !item.Fits(slot)).Select(item => $"Insufficient {item.Resource}");
        return new Refusal(
            nameof(NodeResourcesFit), curable, [.. podsFull ? ["Too many pods"] : Array.Empty<string>(), .. missing]);
    }

    private readonly record struct Wanted(string Resource, long Amount, ResourceColumn Column)
    {
        public bool Fits(int slot) => Amount <= Column.Allocatable[slot] - Column.Requested[slot];

        public bool FitsEmpty(int slot) => Amount <= Column.Allocatable[slot];
    }
}
