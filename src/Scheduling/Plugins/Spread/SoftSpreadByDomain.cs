using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins.Spread;

/// <summary>
/// Soft spread over the domains of one topology and, besides, over hostnames. Most nodes hold none of the pods counted,
/// and of those all in one domain score the same: so each domain is scored once, and each node that holds such pods by
/// itself.
/// </summary>
internal sealed class SoftSpreadByDomain(BoundConstraint[] constraints, DomainTally[] tallies, bool needsAllKeys)
{
    private readonly List<(int Slot, int Total, long Sum)> _holders = [];
    private readonly BoundConstraint _wide = Array.Find(constraints, constraint => !constraint.IsHostname)!;
    private readonly DomainTally _wideTally =
        tallies[Array.FindIndex(constraints, constraint => !constraint.IsHostname)];

    private double[] _perDomain = [];
    private long[] _sums = [];
    private int[] _scores = [];
    private double _hostnameWeight;

    public bool TryChoose(Shortlist nodes, int weight, int from, out int best)
    {
        best = -1;
        if (nodes.IsKeptToSome || !AreNodesLabelled())
        {
            return false;
        }

        var feasible = nodes.Sheet.FeasibleOver(_wide.Column);
        _hostnameWeight = Math.Log(feasible.Nodes + 2);
        SumDomains(Math.Log(feasible.Domains + 2));
        TakeHolders(nodes);
        var (min, max) = Range(feasible);
        for (var domain = TopologyColumn.None; domain < _wide.Column.DomainsEnd; domain++)
        {
            // Where no node is left that holds none it does not matter, and the sum may be out of range.
            _scores[domain + 1] =
                feasible.In(domain) > 0 ? weight * (int)SpreadScale.Scaled(_sums[domain + 1], min, max) : 0;
        }

        var choice = new BestSoFar(from, nodes.Sheet.Totals.Length);
        var (emptiest, value) = nodes.Best(_wide.Column, _scores, from);
        choice.Offer(emptiest, value);
        foreach (var (slot, total, sum) in _holders)
        {
            choice.Offer(slot, total + (weight * (int)SpreadScale.Scaled(sum, min, max)));
        }

        best = choice.Slot;
        return true;
    }

    private bool AreNodesLabelled()
    {
        foreach (var constraint in constraints)
        {
            if (constraint.Column.Missing > 0 && (needsAllKeys || constraint.IsHostname))
            {
                return false;
            }
        }

        return true;
    }

    private void SumDomains(double weight)
    {
        var domains = _wide.Column.DomainsEnd;
        if (_perDomain.Length <= domains)
        {
            (_perDomain, _sums, _scores) = (new double[domains + 1], new long[domains + 1], new int[domains + 1]);
        }

        _wideTally.Update();
        _perDomain[0] = 0;
        for (var domain = 0; domain < domains; domain++)
        {
            _perDomain[domain + 1] = (_wideTally[domain] * weight) + (_wide.Constraint.MaxSkew - 1);
        }

        for (var domain = TopologyColumn.None; domain < domains; domain++)
        {
            _sums[domain + 1] = Sum(domain, TopologyColumn.None);
        }
    }

    // What is left of the sheet are the nodes that hold none.
    private void TakeHolders(Shortlist nodes)
    {
        _holders.Clear();
        foreach (var constraint in constraints)
        {
            if (!constraint.IsHostname)
            {
                continue;
            }

            foreach (var host in constraint.Count.Occupied)
            {
                foreach (var slot in constraint.Column.SlotsIn(host))
                {
                    var total = nodes.Sheet.Totals[slot];
                    if (total >= 0)
                    {
                        _holders.Add((slot, total, Sum(_wide.Column.DomainOf[slot], slot)));
                        nodes.Exclude(slot);
                    }
                }
            }
        }
    }

    private (long Min, long Max) Range(FeasibleDomains feasible)
    {
        var (min, max) = (long.MaxValue, 0L);
        for (var domain = TopologyColumn.None; domain < _wide.Column.DomainsEnd; domain++)
        {
            if (feasible.In(domain) > 0)
            {
                (min, max) = (Math.Min(min, _sums[domain + 1]), Math.Max(max, _sums[domain + 1]));
            }
        }

        foreach (var (_, _, sum) in _holders)
        {
            (min, max) = (Math.Min(min, sum), Math.Max(max, sum));
        }

        return (min, max);
    }

    // In the order of the constraints, for sums of doubles depend on it.
    private long Sum(int domain, int slot)
    {
        var sum = 0.0;
        foreach (var constraint in constraints)
        {
            if (constraint.IsHostname)
            {
                var pods = slot >= 0 ? constraint.Census.On(slot) : 0;
                sum += (pods * _hostnameWeight) + (double)(constraint.Constraint.MaxSkew - 1);
            }
            else
            {
                sum += _perDomain[domain + 1];
            }
        }

        return SpreadScale.Rounded(sum);
    }
}
