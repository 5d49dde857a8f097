namespace OrleansScheduler.Resources.Schema;

/// <summary>The type of a field, of a list's elements or of a map's values.</summary>
public sealed record ValueShape
{
    private readonly Lazy<TypeSchema>? _type;

    internal ValueShape(ShapeKind kind, string goType)
    {
        Kind = kind;
        GoType = goType;
    }

    internal ValueShape(string goType, Func<TypeSchema> type)
        : this(ShapeKind.Struct, goType) => _type = new Lazy<TypeSchema>(type);

    public ShapeKind Kind { get; }

    /// <summary>As Go prints the type: <c>[]v1.Container</c>. Decoding errors carry it.</summary>
    public string GoType { get; init; }

    /// <summary>Absence is then different from an empty value.</summary>
    public bool IsPointer { get; init; }

    /// <summary>Of lists and maps; the keys of maps are strings.</summary>
    public ValueShape? Element { get; init; }

    /// <summary>All that a string of this type may be; empty where any text will do.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Of structs.</summary>
    public TypeSchema Type =>
        _type?.Value ?? throw new InvalidOperationException($"{GoType} is not a struct.");
}
