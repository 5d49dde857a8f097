namespace OrleansScheduler.Chaos.Histories;

/// <summary>One request of a client, with the time it began and the time its answer was there.</summary>
internal sealed record Operation
{
    public required OperationKind Kind { get; init; }

    /// <summary><c>namespace/name</c>; the namespace alone for a list.</summary>
    public required string Key { get; init; }

    public required Outcome Outcome { get; init; }

    public required TimeSpan Start { get; init; }

    public required TimeSpan End { get; init; }

    /// <summary>What the answer carried: the object's revision, or the list's; 0 where it carried none.</summary>
    public long Revision { get; init; }

    /// <summary>Written, or read; unique to one write. Null where a read found nothing.</summary>
    public string? Value { get; init; }

    /// <summary>The precondition of an update or delete.</summary>
    public long Expected { get; init; }

    /// <summary>What a list found, by key.</summary>
    public IReadOnlyDictionary<string, (long Revision, string Value)>? Items { get; init; }

    public bool IsWrite => Kind is OperationKind.Create or OperationKind.Update or OperationKind.Delete;
}
