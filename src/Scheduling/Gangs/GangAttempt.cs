using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Gangs;

/// <summary>One try to place the waiting members of a gang on the snapshot; leaves it as it was unless enough find a node.</summary>
internal sealed class GangAttempt(
    Planner planner, ClusterSnapshot snapshot, IReadOnlyList<PodDemand> members, int needed, long seed)
{
    private readonly List<PodPlacement> _placements = [];
    private readonly List<PodDemand> _rest = [];
    private (string Key, string Value)? _domain;
    private PodRefusal? _refusal;

    public IReadOnlyList<PodPlacement> Placements => _placements;

    /// <summary>Members beyond the size of the gang that found no node.</summary>
    public IReadOnlyList<PodDemand> Rest => _rest;

    /// <summary>How many found a node together at most, when not enough did.</summary>
    public int Most { get; private set; } = -1;

    /// <summary>Why there were not more, where most found one.</summary>
    public PodRefusal Refusal => _refusal ?? planner.RefuseMember(members[0]);

    /// <summary>Tries domain by domain; null stands for all nodes.</summary>
    public bool IsPlaced(IEnumerable<(string Key, string Value)?> domains)
    {
        foreach (var domain in domains)
        {
            _domain = domain;
            if (TryDomain())
            {
                return true;
            }
        }

        Most = Math.Max(Most, 0);
        return false;
    }

    public PodDemand Narrowed(PodDemand pod) => _domain is var (key, value) ? pod.Within(key, value) : pod;

    private bool TryDomain()
    {
        _rest.AddRange(members);
        var hopeless = 0;
        for (var before = -1; before != _placements.Count && _rest.Count > 0;)
        {
            before = _placements.Count;
            foreach (var pod in _rest.ToArray())
            {
                if (planner.Place(Narrowed(pod), seed) is { } node)
                {
                    _placements.Add(new PodPlacement(pod, node));
                    _rest.Remove(pod);
                }
                else if (!MayFitLater(pod) && members.Count - ++hopeless < needed)
                {
                    TakeBack(pod);
                    return false;
                }
            }
        }

        if (_placements.Count < needed)
        {
            TakeBack(_rest[0]);
            return false;
        }

        // What narrowed the choice is no part of the pod.
        _placements.ForEach(placement => snapshot.Place(placement.Pod, placement.NodeName));
        return true;
    }

    // Others of the gang may bring what it wants to be near, or fill up domains it must not be ahead of.
    private static bool MayFitLater(PodDemand pod) => pod.Affinity.Affinity.Count > 0 || pod.Spread.Count > 0;

    private void TakeBack(PodDemand failed)
    {
        if (_placements.Count > Most)
        {
            (Most, _refusal) = (_placements.Count, planner.RefuseMember(Narrowed(failed)));
        }

        _placements.ForEach(placement => snapshot.Remove(placement.Pod.Key));
        _placements.Clear();
        _rest.Clear();
    }
}
