namespace OrleansScheduler.Resources.Schema.Codecs;

/// <summary>
/// Told of the fields a new object sets, as deep as ownership divides them and in the order of FieldsV1: each is
/// entered, perhaps owned, and left.
/// </summary>
internal interface IFieldVisitor
{
    /// <summary>Enters a field of a struct or an entry of a map; false when it is not to be visited.</summary>
    bool EnterField(string name);

    /// <summary>Enters an item of a list.</summary>
    /// <param name="identity">What tells it apart, as JSON: its keys by name, or itself.</param>
    /// <param name="list">Whether the list has keys or is a set.</param>
    void EnterItem(string identity, ListType? list);

    /// <summary>What was entered last is set itself.</summary>
    void Own();

    void Leave();
}
