using OrleansScheduler.Scheduling.Plugins;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Planning;

/// <summary>
/// The nodes left for one pod: a sheet from which the few nodes that other pods rule out are taken, to be put back when
/// the pod has been dealt with. So a pod costs as much as there are nodes ruled out, not as there are nodes.
/// </summary>
internal sealed class Shortlist
{
    private readonly List<(int Slot, int Total)> _excluded = [];
    private NodeSheet? _sheet;
    private TopologyCount? _only;

    public NodeSheet Sheet => _sheet!;

    /// <summary>True when only some domains are left, which the sheet does not show.</summary>
    public bool IsKeptToSome => _only is not null;

    public void Begin(NodeSheet sheet)
    {
        _sheet = sheet;
        _only = null;
    }

    public void Exclude(int slot)
    {
        var total = Sheet.Totals[slot];
        if (total >= 0)
        {
            _excluded.Add((slot, total));
            Sheet.Set(slot, PodFilter.Out);
        }
    }

    /// <summary>Rules out all nodes that are not in one of the domains with pods.</summary>
    public void KeepTo(TopologyCount domains) => _only = domains;

    /// <summary>The node with the highest total, the first of equals from a slot on; -1 when there is none.</summary>
    public int Best(int from) => _only is null ? Argmax.Of(Sheet.Totals, from) : BestOf(_only, [], from).Slot;

    /// <summary>The same of the total plus what the domain of the node adds; domains begin at -1.</summary>
    public (int Slot, int Value) Best(TopologyColumn column, ReadOnlySpan<int> perDomain, int from) => _only is null
        ? Argmax.Of(Sheet.Totals, column.DomainOf, perDomain, from)
        : BestOf(_only, perDomain, from);

    /// <summary>False when the list is kept to domains of another topology, so that its nodes are not known by these.</summary>
    public bool IsKnownBy(TopologyColumn column) => _only is null || ReferenceEquals(_only.Column, column);

    /// <summary>True when nodes of the domain may be left; only to be asked of a topology the list is known by.</summary>
    public bool Keeps(int domain) => _only is null || (domain >= 0 && _only[domain] > 0);

    /// <summary>Puts the excluded nodes back.</summary>
    public void End()
    {
        foreach (var (slot, total) in _excluded)
        {
            Sheet.Set(slot, total);
        }

        _excluded.Clear();
    }

    private (int Slot, int Value) BestOf(TopologyCount only, ReadOnlySpan<int> perDomain, int from)
    {
        var totals = Sheet.Totals;
        var best = new BestSoFar(from, totals.Length);
        foreach (var domain in only.Occupied)
        {
            var added = perDomain.IsEmpty ? 0 : perDomain[domain + 1];
            foreach (var slot in only.Column.SlotsIn(domain))
            {
                if (totals[slot] >= 0)
                {
                    best.Offer(slot, totals[slot] + added);
                }
            }
        }

        return (best.Slot, best.Value);
    }
}
