namespace OrleansScheduler.Resources.ManagedFields;

/// <summary>How ownership divides a value.</summary>
internal enum MergeStyle
{
    /// <summary>Not at all: scalars, and whatever is replaced as a whole.</summary>
    Atomic,

    /// <summary>By declared field.</summary>
    Struct,

    /// <summary>By entry.</summary>
    Map,

    /// <summary>By item, scalars told apart by their value.</summary>
    Set,

    /// <summary>By item, structs told apart by their keys.</summary>
    KeyedList,
}
