namespace OrleansScheduler.Scheduling.Snapshot;

/// <summary>One resource over all nodes, indexed by node slot.</summary>
internal sealed class ResourceColumn(int capacity)
{
    /// <summary>Up to here (16 TiB) arithmetic on doubles tells apart all quotients that matter.</summary>
    private const long ExactLimit = 1L << 44;

    private long[] _allocatable = new long[capacity];
    private double[] _reciprocals = new double[capacity];
    private long[] _requested = new long[capacity];
    private long[] _requestedWithStandIns = new long[capacity];
    private bool _hasLarge;

    public ReadOnlySpan<long> Allocatable => _allocatable;

    /// <summary>One divided by what is allocatable, rounded once; 0 where nothing is.</summary>
    public ReadOnlySpan<double> Reciprocals => _reciprocals;

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
        _reciprocals[slot] = amount == 0 ? 0 : 1.0 / amount;
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
        Array.Resize(ref _reciprocals, capacity);
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
