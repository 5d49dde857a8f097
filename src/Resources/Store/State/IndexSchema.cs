namespace OrleansScheduler.Resources.Store.State;

/// <summary>The indexes a store keeps of one resource type.</summary>
/// <param name="Indexes">Narrow lists and watches.</param>
/// <param name="GuardIndex">The index whose keys <see cref="WriteGuard"/>s protect, if any.</param>
public sealed record IndexSchema(IReadOnlyList<ObjectIndex> Indexes, string? GuardIndex)
{
    /// <summary>What every type has: the index by owner.</summary>
    public static IndexSchema Default { get; } = new([ObjectIndex.ByOwnerUid], null);

    /// <summary>
    /// The revision of a type nothing was ever written to. Far apart for different types, so that one type's
    /// resourceVersion, taken for another's by mistake, is refused instead of answered wrongly.
    /// </summary>
    public long FirstRevision { get; init; } = 1;

    /// <summary>Only what checking writes needs: the store itself answers no narrowed lists.</summary>
    public IndexSchema ForGuards => this with { Indexes = [.. Indexes.Where(index => index.Name == GuardIndex)] };

    /// <summary>The indexes of the kinds that share a resource type.</summary>
    public static IndexSchema For(string resourceType, IEnumerable<ResourceKind> kinds)
    {
        var kind = kinds.FirstOrDefault(kind => kind.ResourceType == resourceType);
        var schema = kind is null
            ? Default
            : new([.. kind.Indexes.Append(ObjectIndex.ByOwnerUid).DistinctBy(index => index.Name)], kind.GuardIndex);
        return schema with { FirstRevision = FirstRevisionOf(resourceType) };
    }

    /// <summary>All index entries of an object.</summary>
    public IEnumerable<IndexKey> Keys(StoredObject stored)
    {
        foreach (var index in Indexes)
        {
            foreach (var value in index.Values(stored).Distinct())
            {
                yield return new IndexKey(index.Name, value);
            }
        }
    }

    // FNV-1a: the same on every silo and in every process.
    private static long FirstRevisionOf(string resourceType)
    {
        var hash = 2166136261u;
        foreach (var character in resourceType)
        {
            hash = unchecked((hash ^ character) * 16777619u);
        }

        return ((hash % 90_000L) + 1) * 1_000;
    }
}
