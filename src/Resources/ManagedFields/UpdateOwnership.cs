namespace OrleansScheduler.Resources.ManagedFields;

/// <summary>What an update does to ownership: who writes a field owns it, and nobody owns what is gone.</summary>
internal static class UpdateOwnership
{
    /// <param name="owners">The owners before.</param>
    /// <param name="states">The object before and after.</param>
    /// <param name="writer">Who writes; its fields are not looked at, its time is that of the write.</param>
    public static IReadOnlyList<Owner> After(IReadOnlyList<Owner> owners, StatePair states, Owner writer)
    {
        var remaining = Release(owners, states).ToList();
        var taken = states.Changes.Written.Difference(ServerFields.All);
        if (!taken.IsEmpty)
        {
            var previous = remaining.Find(writer.IsSame);
            remaining.RemoveAll(writer.IsSame);
            remaining.Add((previous ?? writer) with { Fields = taken.Union(previous?.Fields ?? FieldSet.Empty), Time = writer.Time });
        }

        return OwnershipLimits.Cap(remaining);
    }

    /// <summary>The owners without what was written or removed; whoever owns nothing any more is gone.</summary>
    public static IEnumerable<Owner> Release(IEnumerable<Owner> owners, StatePair states)
    {
        foreach (var owner in owners)
        {
            // A version that is no longer served cannot be compared, and its owner is forgotten.
            if (states.ChangesIn(owner.ApiVersion) is not { } changes)
            {
                continue;
            }

            var fields = owner.Fields.Difference(changes.Written).Difference(changes.Removed);
            if (!fields.IsEmpty)
            {
                yield return owner with { Fields = fields };
            }
        }
    }
}
