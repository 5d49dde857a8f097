namespace OrleansScheduler.Scheduling.Snapshot;

/// <summary>How many pods of a census are in each domain of a topology; pods on nodes without the label are in none.</summary>
internal sealed class TopologyCount(TopologyColumn column)
{
    private readonly List<int> _occupied = [];
    private int[] _pods = new int[column.DomainsEnd];
    private int[] _position = new int[column.DomainsEnd];

    public TopologyColumn Column { get; } = column;

    /// <summary>How many pods are in any domain.</summary>
    public long Total { get; private set; }

    /// <summary>The domains with pods, in no particular order.</summary>
    public List<int> Occupied => _occupied;

    public int this[int domain] => domain < _pods.Length ? _pods[domain] : 0;

    public int On(int slot) => Column.DomainOf[slot] is >= 0 and var domain ? this[domain] : 0;

    public void Add(int slot, int pods)
    {
        var domain = Column.DomainOf[slot];
        if (domain == TopologyColumn.None || pods == 0)
        {
            return;
        }

        if (domain >= _pods.Length)
        {
            var capacity = Math.Max(Column.DomainsEnd, 2 * _pods.Length);
            Array.Resize(ref _pods, capacity);
            Array.Resize(ref _position, capacity);
        }

        var before = _pods[domain];
        _pods[domain] += pods;
        Total += pods;
        if (before == 0)
        {
            _position[domain] = _occupied.Count;
            _occupied.Add(domain);
        }
        else if (before + pods == 0)
        {
            Vacate(domain);
        }
    }

    private void Vacate(int domain)
    {
        var (position, last) = (_position[domain], _occupied[^1]);
        _occupied[position] = last;
        _position[last] = position;
        _occupied.RemoveAt(_occupied.Count - 1);
    }
}
