namespace OrleansScheduler.Resources;

/// <summary>A column of <c>kubectl get</c>; columns of a priority above 0 show with <c>-o wide</c>.</summary>
public sealed record TableColumn(string Name, string Type, string Format, int Priority, string Description)
{
    public static IReadOnlyList<TableColumn> Default { get; } =
    [
        new("Name", "string", "name", 0, NameDescription),
        new("Created At", "date", "", 0, CreatedDescription),
    ];

    /// <summary>The first column of most kinds.</summary>
    public static TableColumn ObjectName { get; } = new("Name", "string", "name", 0, NameDescription);

    /// <summary>The time since the creation.</summary>
    public static TableColumn ObjectAge { get; } = Text("Age", AgeDescription);

    /// <summary>A column of plain text.</summary>
    public static TableColumn Text(string name, string description) => new(name, "string", "", 0, description);

    /// <summary>A column of plain text that only <c>-o wide</c> shows.</summary>
    public static TableColumn WideText(string name, string description) => new(name, "string", "", 1, description);

    /// <summary>What every kind's Name column says of itself.</summary>
    public const string NameDescription =
        "Name must be unique within a namespace. Is required when creating resources, although some resources may "
        + "allow a client to request the generation of an appropriate name automatically. Name is primarily intended "
        + "for creation idempotence and configuration definition. Cannot be updated. "
        + "More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names";

    internal const string AgeDescription =
        CreatedDescription + " It is not guaranteed to be set in happens-before order across separate operations. "
        + "Clients may not set this value. It is represented in RFC3339 form and is in UTC.\n\n"
        + "Populated by the system. Read-only. Null for lists. More info: "
        + "https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata";

    private const string CreatedDescription =
        "CreationTimestamp is a timestamp representing the server time when this object was created.";
}
