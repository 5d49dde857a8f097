namespace OrleansScheduler.Scheduling.Snapshot;

/// <summary>The slots that changed, oldest first, so that whoever derived something from them can catch up.</summary>
internal sealed class ChangeLog
{
    private const int Kept = 1 << 14;

    private readonly int[] _slots = new int[Kept];

    /// <summary>How many changes there have been.</summary>
    public long Position { get; private set; }

    public int this[long position] => _slots[position & (Kept - 1)];

    public void Add(int slot) => _slots[Position++ & (Kept - 1)] = slot;

    /// <summary>False when changes after that position have been forgotten.</summary>
    public bool Reaches(long position) => Position - position <= Kept;
}
