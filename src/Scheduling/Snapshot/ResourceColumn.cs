namespace OrleansScheduler.Scheduling.Snapshot;

/// <summary>One resource over all nodes, indexed by node slot.</summary>
internal sealed class ResourceColumn(int capacity)
{
    /// <summary>Up to here 100 times an amount is exact as a double, and so is a truncated quotient of two.</summary>
    private const long ExactLimit = 1L << 46;

    private long[] _allocatable = new long[capacity];
    private long[] _requested = new long[capacity];
    private long[] _requestedWithStandIns = new long[capacity];
    private bool _hasLarge;

    public ReadOnlySpan<long> Allocatable => _allocatable;

    public ReadOnlySpan<long> Requested => _requested;

    /// <summary>The sum that resource scoring looks at for cpu and memory.</summary>
    public ReadOnlySpan<long> RequestedWithStandIns => _requestedWithStandIns;

    /// <summary>How many nodes offer any of it.</summary>
    public int Offers { get; private set; }

    /// <summary>True when no amount so far is too large for exact arithmetic on doubles.</summary>
    public bool IsExactAsDouble => !_hasLarge;

    public void SetAllocatable(int slot, long amount)
    {
        Offers += (amount != 0 ? 1 : 0) - (_allocatable[slot] != 0 ? 1 : 0);
        _allocatable[slot] = amount;
        _hasLarge |= amount is > ExactLimit or < 0;
    }

    public void AddRequested(int slot, long amount)
    {
        _requested[slot] += amount;
        _hasLarge |= _requested[slot] > ExactLimit;
    }

    public void AddRequestedWithStandIns(int slot, long amount)
    {
        _requestedWithStandIns[slot] += amount;
        _hasLarge |= _requestedWithStandIns[slot] > ExactLimit;
    }

    public void Grow(int capacity)
    {
        Array.Resize(ref _allocatable, capacity);
        Array.Resize(ref _requested, capacity);
        Array.Resize(ref _requestedWithStandIns, capacity);
    }

    public void Clear(int slot)
    {
        SetAllocatable(slot, 0);
        _requested[slot] = 0;
        _requestedWithStandIns[slot] = 0;
    }
}
