using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Planning;

/// <summary>How many feasible nodes a sheet has in each domain of one topology, kept current with the sheet.</summary>
internal sealed class FeasibleDomains
{
    private int[] _nodes = [];

    /// <summary>Null when nobody has asked since the sheet was made anew.</summary>
    public TopologyColumn? Column { get; private set; }

    /// <summary>How many feasible nodes there are.</summary>
    public int Nodes { get; private set; }

    /// <summary>How many domains they are in; those without the label are together in one more.</summary>
    public int Domains { get; private set; }

    /// <summary>The nodes of a domain, or without the label.</summary>
    public int In(int domain) => domain + 1 < _nodes.Length ? _nodes[domain + 1] : 0;

    public void Void() => Column = null;

    public void Count(TopologyColumn column, ReadOnlySpan<int> totals)
    {
        if (_nodes.Length <= column.DomainsEnd)
        {
            _nodes = new int[column.DomainsEnd + 1];
        }

        Array.Clear(_nodes);
        (Column, Nodes, Domains) = (column, 0, 0);
        for (var slot = 0; slot < totals.Length; slot++)
        {
            if (totals[slot] >= 0)
            {
                Add(slot, +1);
            }
        }
    }

    public void Add(int slot, int sign)
    {
        ref var nodes = ref _nodes[Column!.DomainOf[slot] + 1];
        var before = nodes;
        nodes += sign;
        Nodes += sign;
        Domains += (nodes == 0 ? 0 : 1) - (before == 0 ? 0 : 1);
    }
}
