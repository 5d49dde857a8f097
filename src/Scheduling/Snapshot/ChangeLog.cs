namespace OrleansScheduler.Scheduling.Snapshot;

/// <summary>The slots that changed, oldest first, so that whoever derived something from them can catch up.</summary>
internal sealed class ChangeLog(int capacity)
{
    private int[] _slots = new int[capacity];
    private long _oldest;

    /// <summary>How many changes there have been.</summary>
    public long Position { get; private set; }

    public int this[long position] => _slots[position & (_slots.Length - 1)];

    public void Add(int slot) => _slots[Position++ & (_slots.Length - 1)] = slot;

    /// <summary>False when changes after that position have been forgotten.</summary>
    public bool Reaches(long position) => position >= _oldest && Position - position <= _slots.Length;

    /// <summary>Remembers as many changes as there are slots; a longer gap is no shorter than a look at all slots.</summary>
    /// <param name="slots">A power of two.</param>
    public void Grow(int slots)
    {
        _slots = new int[slots];
        _oldest = Position + 1;
    }
}
