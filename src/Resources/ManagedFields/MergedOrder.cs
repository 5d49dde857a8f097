namespace OrleansScheduler.Resources.ManagedFields;

/// <summary>
/// The order of a merged list. Applied items keep their order among each other; items only the live object has stay
/// in front of the shared item they stood in front of: <c>a x b</c> with <c>b n a</c> applied is <c>x b n a</c>.
/// </summary>
internal static class MergedOrder
{
    /// <summary>The elements in their new order; the place is that of a live item, -1 for applied ones.</summary>
    public static IEnumerable<(string Element, int Place)> Of(string[] live, string[] applied)
    {
        var isApplied = applied.ToHashSet(StringComparer.Ordinal);
        var isLive = live.ToHashSet(StringComparer.Ordinal);
        var shared = new Queue<string>(applied.Where(isLive.Contains));
        var done = new HashSet<string>(StringComparer.Ordinal);
        for (int l = 0, a = 0; l < live.Length || a < applied.Length;)
        {
            var isSame = l < live.Length && a < applied.Length && live[l] == applied[a];
            if (!isSame && l < live.Length)
            {
                if (!isApplied.Contains(live[l]))
                {
                    yield return (live[l], l++);
                    continue;
                }

                // A shared item whose turn is not now is placed where the applied list has it.
                if (a < applied.Length && shared.TryPeek(out var next) && next != live[l])
                {
                    l++;
                    continue;
                }

                l += done.Contains(live[l]) ? 1 : 0;
            }

            if (a < applied.Length)
            {
                l += isSame ? 1 : 0;
                done.Add(applied[a]);
                if (isLive.Contains(applied[a]))
                {
                    shared.Dequeue();
                }

                yield return (applied[a++], -1);
            }
        }
    }
}
