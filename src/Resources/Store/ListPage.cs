namespace OrleansScheduler.Resources.Store;

/// <summary>One page of a list, all of it as of <see cref="Revision"/>.</summary>
public sealed record ListPage(long Revision, IReadOnlyList<StoredObject> Items)
{
    /// <summary>How many objects (before <see cref="ListQuery.Matches"/>) follow the last item; 0 ends the list.</summary>
    public long Remaining { get; init; }
}
