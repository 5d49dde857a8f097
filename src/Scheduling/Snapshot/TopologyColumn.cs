using System.Runtime.InteropServices;

namespace OrleansScheduler.Scheduling.Snapshot;

/// <summary>
/// One label key over all nodes: nodes with the same value form a domain. Domains are numbered; a number is free for
/// another value when the last node of its domain is gone.
/// </summary>
internal sealed class TopologyColumn(string key, int capacity)
{
    public const int None = -1;

    private readonly Dictionary<string, int> _byValue = new(StringComparer.Ordinal);
    private readonly List<(string Value, int First, int Nodes)> _domains = [];
    private readonly Stack<int> _free = new();
    private int[] _domainOf = Filled(capacity);
    private int[] _next = Filled(capacity);
    private int[] _previous = Filled(capacity);

    public string Key { get; } = key;

    /// <summary>How many nodes do not have the label.</summary>
    public int Missing { get; private set; }

    /// <summary>How many domains there are.</summary>
    public int LiveDomains => _byValue.Count;

    /// <summary>One more than the highest number of a domain.</summary>
    public int DomainsEnd => _domains.Count;

    /// <summary>The domain of each slot, <see cref="None"/> without the label or without a node.</summary>
    public ReadOnlySpan<int> DomainOf => _domainOf;

    public int NodesIn(int domain) => _domains[domain].Nodes;

    public SlotEnumerator SlotsIn(int domain) => new(_domains[domain].First, _next);

    public void Add(int slot, string? value)
    {
        if (value is null)
        {
            Missing++;
            return;
        }

        var domain = DomainFor(value);
        ref var entry = ref CollectionsMarshal.AsSpan(_domains)[domain];
        _domainOf[slot] = domain;
        _next[slot] = entry.First;
        _previous[slot] = None;
        if (entry.First != None)
        {
            _previous[entry.First] = slot;
        }

        (entry.First, entry.Nodes) = (slot, entry.Nodes + 1);
    }

    public void Remove(int slot)
    {
        var domain = _domainOf[slot];
        if (domain == None)
        {
            Missing--;
            return;
        }

        ref var entry = ref CollectionsMarshal.AsSpan(_domains)[domain];
        var (previous, next) = (_previous[slot], _next[slot]);
        if (previous == None)
        {
            entry.First = next;
        }
        else
        {
            _next[previous] = next;
        }

        if (next != None)
        {
            _previous[next] = previous;
        }

        _domainOf[slot] = None;
        if (--entry.Nodes == 0)
        {
            _byValue.Remove(entry.Value);
            _free.Push(domain);
        }
    }

    public void Grow(int capacity)
    {
        var old = _domainOf.Length;
        Array.Resize(ref _domainOf, capacity);
        Array.Resize(ref _next, capacity);
        Array.Resize(ref _previous, capacity);
        _domainOf.AsSpan(old).Fill(None);
    }

    private int DomainFor(string value)
    {
        ref var domain = ref CollectionsMarshal.GetValueRefOrAddDefault(_byValue, value, out var known);
        if (known)
        {
            return domain;
        }

        if (_free.TryPop(out domain))
        {
            _domains[domain] = (value, None, 0);
        }
        else
        {
            domain = _domains.Count;
            _domains.Add((value, None, 0));
        }

        return domain;
    }

    private static int[] Filled(int capacity)
    {
        var array = new int[capacity];
        Array.Fill(array, None);
        return array;
    }
}
