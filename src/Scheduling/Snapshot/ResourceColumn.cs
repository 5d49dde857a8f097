namespace OrleansScheduler.Scheduling.Snapshot;

/// <summary>One resource over all nodes, indexed by node slot.</summary>
internal sealed class ResourceColumn(int capacity)
{
    private long[] _allocatable = new long[capacity];
    private long[] _requested = new long[capacity];
    private long[] _requestedWithStandIns = new long[capacity];

    public Span<long> Allocatable => _allocatable;

    public Span<long> Requested => _requested;

    /// <summary>The sum that resource scoring looks at for cpu and memory.</summary>
    public Span<long> RequestedWithStandIns => _requestedWithStandIns;

    public void Grow(int capacity)
    {
        Array.Resize(ref _allocatable, capacity);
        Array.Resize(ref _requested, capacity);
        Array.Resize(ref _requestedWithStandIns, capacity);
    }

    public void Clear(int slot)
    {
        _allocatable[slot] = 0;
        _requested[slot] = 0;
        _requestedWithStandIns[slot] = 0;
    }
}
