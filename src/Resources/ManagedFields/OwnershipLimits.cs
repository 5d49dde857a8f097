namespace OrleansScheduler.Resources.ManagedFields;

/// <summary>Keeps the list of those who update short: the oldest of them are merged into one entry per version.</summary>
internal static class OwnershipLimits
{
    public const int UpdatersMax = 10;
    private const string MergedManager = "ancient-changes";

    public static IReadOnlyList<Owner> Cap(IReadOnlyList<Owner> owners)
    {
        var excess = owners.Count(owner => !owner.IsApplier) - UpdatersMax;
        if (excess <= 0)
        {
            return owners;
        }

        var kept = owners.ToList();
        var oldest = owners.Where(owner => !owner.IsApplier)
            .OrderBy(owner => owner.Time ?? DateTime.MinValue)
            .ThenBy(owner => owner.Manager, StringComparer.Ordinal);
        var first = new Dictionary<string, Owner>(StringComparer.Ordinal);
        foreach (var owner in oldest)
        {
            if (excess == 0)
            {
                break;
            }

            // The first of a version has nothing to be merged with.
            if (first.TryAdd(owner.ApiVersion, owner))
            {
                continue;
            }

            var merged = first[owner.ApiVersion];
            kept.Remove(merged);
            kept.Remove(owner);
            first[owner.ApiVersion] = Merge(merged, owner);
            kept.Add(first[owner.ApiVersion]);
            excess--;
        }

        return kept;
    }

    private static Owner Merge(Owner older, Owner newer) =>
        new(MergedManager, IsApplier: false, older.ApiVersion, Subresource: "")
        {
            Fields = older.Fields.Union(newer.Fields), Time = newer.Time,
        };
}
