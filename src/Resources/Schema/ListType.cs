namespace OrleansScheduler.Resources.Schema;

/// <summary>How server-side apply merges a list.</summary>
public enum ListType
{
    /// <summary>Owned and replaced as a whole; the meaning of a list that says nothing.</summary>
    Atomic,

    /// <summary>Scalars owned one by one.</summary>
    Set,

    /// <summary>Structs owned one by one, told apart by their keys.</summary>
    Map,
}
