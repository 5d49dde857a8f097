namespace OrleansScheduler.Resources.Store.State;

/// <summary>The indexes a store keeps of one resource type.</summary>
/// <param name="Indexes">Narrow lists and watches.</param>
/// <param name="GuardIndex">The index whose keys <see cref="WriteGuard"/>s protect, if any.</param>
public sealed record IndexSchema(IReadOnlyList<ObjectIndex> Indexes, string? GuardIndex)
{
    /// <summary>What every type has: the index by owner.</summary>
    public static IndexSchema Default { get; } = new([ObjectIndex.ByOwnerUid], null);

    /// <summary>Only what checking writes needs: the store itself answers no narrowed lists.</summary>
    public IndexSchema ForGuards => new([.. Indexes.Where(index => index.Name == GuardIndex)], GuardIndex);

    /// <summary>The indexes of the kinds that share a resource type.</summary>
    public static IndexSchema For(string resourceType, IEnumerable<ResourceKind> kinds)
    {
        var kind = kinds.FirstOrDefault(kind => kind.ResourceType == resourceType);
        return kind is null
            ? Default
            : new([.. kind.Indexes.Append(ObjectIndex.ByOwnerUid).DistinctBy(index => index.Name)], kind.GuardIndex);
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
}
