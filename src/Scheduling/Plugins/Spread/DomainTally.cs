using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins.Spread;

/// <summary>The pods a constraint counts in each domain, over the nodes that count for it.</summary>
internal sealed class DomainTally(BoundConstraint bound, int index, CountedNodes nodes, ClusterSnapshot snapshot)
{
    private int[] _pods = [];
    private bool[] _exists = [];
    private int _domains;
    private bool _isCensus;

    /// <summary>The least of all domains, 0 when there are fewer than the constraint asks for.</summary>
    public int Min { get; private set; }

    public int this[int domain] => _isCensus ? bound.Count[domain] : _pods[domain];

    public void Update()
    {
        _isCensus = nodes.AreAll;
        if (!_isCensus)
        {
            Count();
        }

        Min = Domains < bound.Constraint.MinDomains ? 0 : _isCensus ? LeastOfCensus() : Least();
    }

    private int Domains => _isCensus ? bound.Column.LiveDomains : _domains;

    private void Count()
    {
        var column = bound.Column;
        if (_pods.Length < column.DomainsEnd)
        {
            Array.Resize(ref _pods, Math.Max(column.DomainsEnd, 2 * _pods.Length));
            Array.Resize(ref _exists, _pods.Length);
        }

        Array.Clear(_pods);
        Array.Clear(_exists);
        _domains = 0;
        foreach (var slot in snapshot.Slots)
        {
            var domain = column.DomainOf[slot];
            if (domain >= 0 && nodes.Counts(slot, index))
            {
                _domains += _exists[domain] ? 0 : 1;
                _exists[domain] = true;
                _pods[domain] += bound.Census.On(slot);
            }
        }
    }

    // A domain without any pods settles it.
    private int LeastOfCensus()
    {
        if (bound.Count.Occupied.Count < bound.Column.LiveDomains)
        {
            return 0;
        }

        var least = int.MaxValue;
        foreach (var domain in bound.Count.Occupied)
        {
            least = Math.Min(least, bound.Count[domain]);
        }

        return least;
    }

    private int Least()
    {
        var least = int.MaxValue;
        for (var domain = 0; domain < bound.Column.DomainsEnd; domain++)
        {
            least = _exists[domain] ? Math.Min(least, _pods[domain]) : least;
        }

        return least;
    }
}
