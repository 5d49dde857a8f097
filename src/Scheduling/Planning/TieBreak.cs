namespace OrleansScheduler.Scheduling.Planning;

/// <summary>
/// Orders equally good nodes by a hash of seed, pod and node: repeatable, even over nodes, and different for every
/// pod, so that schedulers who share a cluster do not all run to the same node.
/// </summary>
internal readonly struct TieBreak(long seed, string podUid)
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    private readonly ulong _pod = Mix(Hash(Offset ^ (ulong)seed, podUid));

    public ulong Rank(string nodeName) => Mix(Hash(_pod, nodeName));

    // FNV-1a over UTF-16 code units.
    private static ulong Hash(ulong hash, string text)
    {
        foreach (var unit in text)
        {
            hash = (hash ^ unit) * Prime;
        }

        return hash;
    }

    // The finaliser of splitmix64: FNV alone leaves neighbouring names in order.
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
        value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
        return value ^ (value >> 31);
    }
}
