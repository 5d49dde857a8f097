namespace OrleansScheduler.Resources.Store;

/// <summary>What to list. All limits are applied after <see cref="Matches"/>.</summary>
public sealed record ListQuery
{
    public ReadConsistency Consistency { get; init; } = ReadConsistency.MostRecent;

    /// <summary>Null lists all namespaces.</summary>
    public string? Namespace { get; init; }

    /// <summary>The only object that can be meant, which is then looked up; null for any.</summary>
    public ObjectKey? Only { get; init; }

    /// <summary>Narrows the list by an index the kind declares; null looks at every object.</summary>
    public IndexKey? Index { get; init; }

    /// <summary>The label and field selectors; null matches all.</summary>
    public Func<StoredObject, bool>? Matches { get; init; }

    /// <summary>At least this revision must be visible (waits a moment for it); null does not care.</summary>
    public long? NotOlderThan { get; init; }

    /// <summary>Exactly the state at this revision; null takes the newest.</summary>
    public long? AtRevision { get; init; }

    /// <summary>Objects after this key; null starts at the beginning.</summary>
    public ObjectKey? After { get; init; }

    /// <summary>The longest page; null is unlimited.</summary>
    public int? Limit { get; init; }
}
