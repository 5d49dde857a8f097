namespace OrleansScheduler.Resources;

/// <summary>A column of <c>kubectl get</c>; columns of a priority above 0 show with <c>-o wide</c>.</summary>
public sealed record TableColumn(string Name, string Type, string Format, int Priority, string Description)
{
    public static IReadOnlyList<TableColumn> Default { get; } =
    [
        new("Name", "string", "name", 0, NameDescription),
        new("Created At", "date", "", 0, CreatedDescription),
    ];

    /// <summary>What every kind's Name column says of itself.</summary>
    public const string NameDescription =
        "Name must be unique within a namespace. Is required when creating resources, although some resources may "
        + "allow a client to request the generation of an appropriate name automatically. Name is primarily intended "
        + "for creation idempotence and configuration definition. Cannot be updated. "
        + "More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names";

    private const string CreatedDescription =
        "CreationTimestamp is a timestamp representing the server time when this object was created.";
}
