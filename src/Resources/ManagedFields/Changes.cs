namespace OrleansScheduler.Resources.ManagedFields;

/// <summary>Which fields differ between two states of an object.</summary>
internal readonly record struct Changes(FieldSet Added, FieldSet Modified, FieldSet Removed)
{
    public static readonly Changes None = new(FieldSet.Empty, FieldSet.Empty, FieldSet.Empty);

    public bool IsEmpty => Added.IsEmpty && Modified.IsEmpty && Removed.IsEmpty;

    /// <summary>What the new state says otherwise than the old one.</summary>
    public FieldSet Written => Added.Union(Modified);

    /// <summary>Without fields this writer could not change.</summary>
    public Changes Without(FieldSet reset) => new(Added.Without(reset), Modified.Without(reset), Removed.Without(reset));
}
