namespace OrleansScheduler.Scheduling.Snapshot;

/// <summary>Walks the slots of one domain.</summary>
internal ref struct SlotEnumerator(int first, ReadOnlySpan<int> next)
{
    private readonly ReadOnlySpan<int> _next = next;
    private int _following = first;

    public int Current { get; private set; }

    public readonly SlotEnumerator GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_following == TopologyColumn.None)
        {
            return false;
        }

        Current = _following;
        _following = _next[_following];
        return true;
    }
}
