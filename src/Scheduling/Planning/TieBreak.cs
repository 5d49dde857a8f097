namespace OrleansScheduler.Scheduling.Planning;

/// <summary>
/// Where to begin among equally good nodes: a slot that depends on seed and pod alone, so that a plan is repeatable and
/// pods do not all run to the first of them.
/// </summary>
internal static class TieBreak
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static int From(long seed, string podUid, int slots)
    {
        var hash = Offset ^ (ulong)seed;
        foreach (var unit in podUid)
        {
            hash = (hash ^ unit) * Prime;
        }

        return slots == 0 ? 0 : (int)(Mix(hash) % (ulong)slots);
    }

    // The finaliser of splitmix64: FNV alone leaves neighbouring names close together.
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
        value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
        return value ^ (value >> 31);
    }
}
