namespace OrleansScheduler.Scheduling.Snapshot.Crowds;

/// <summary>Counts certain pods on every node, and per domain of the topologies somebody asked about.</summary>
internal abstract class PodCensus
{
    private readonly List<TopologyCount> _topologies = [];
    private int[] _bySlot = [];

    /// <summary>How many such pods there are on any node.</summary>
    public int Total { get; private set; }

    public int On(int slot) => slot < _bySlot.Length ? _bySlot[slot] : 0;

    /// <summary>The pods per slot; slots beyond its end have none.</summary>
    public ReadOnlySpan<int> BySlot => _bySlot;

    /// <summary>How often it counts each pod of the crowd, 0 when it does not.</summary>
    public abstract int Times(PodCrowd crowd);

    public TopologyCount Over(TopologyColumn column)
    {
        var count = _topologies.Find(topology => ReferenceEquals(topology.Column, column));
        if (count is null)
        {
            _topologies.Add(count = new TopologyCount(column));
            for (var slot = 0; slot < Math.Min(_bySlot.Length, column.DomainOf.Length); slot++)
            {
                count.Add(slot, _bySlot[slot]);
            }
        }

        return count;
    }

    public void Add(int slot, int pods)
    {
        if (pods == 0)
        {
            return;
        }

        if (slot >= _bySlot.Length)
        {
            Array.Resize(ref _bySlot, Math.Max(slot + 1, 2 * _bySlot.Length));
        }

        _bySlot[slot] += pods;
        Total += pods;
        foreach (var topology in _topologies)
        {
            topology.Add(slot, pods);
        }
    }

    /// <summary>Takes the node's pods out of its domains (-1) or puts them into its new ones (+1).</summary>
    public void Move(int slot, int sign)
    {
        foreach (var topology in _topologies)
        {
            topology.Add(slot, sign * On(slot));
        }
    }
}
