using OrleansScheduler.Resources.Schema;

namespace OrleansScheduler.Resources.ManagedFields;

/// <summary>What the schema says of one value: its shape and how ownership divides it.</summary>
internal readonly record struct MergeRule(MergeStyle Style, ValueShape? Shape, TypeSchema? Struct, IReadOnlyList<string> Keys)
{
    public static MergeRule Of(TypeSchema type) => new(
        type.MapType == TypeSchema.AtomicMap ? MergeStyle.Atomic : MergeStyle.Struct, null, type, []);

    public static MergeRule Of(FieldSchema field) => field.Shape.Kind switch
    {
        ShapeKind.List => new MergeRule(StyleOf(field.ListType), field.Shape, null, field.ListKeys),
        _ when field.IsAtomicMap => Of(field.Shape) with { Style = MergeStyle.Atomic },
        _ => Of(field.Shape),
    };

    /// <summary>The rule of a list's items or of a map's entries.</summary>
    public MergeRule Element => Shape?.Element is { } element
        ? Of(element)
        : throw new InvalidOperationException($"{Shape?.GoType} has no elements.");

    /// <summary>The rule of what a path element leads to, null where the schema knows no such thing.</summary>
    public MergeRule? Inner(string element) => (Style, PathElement.IsField(element)) switch
    {
        (MergeStyle.Struct, true) => Member(PathElement.Name(element)),
        (MergeStyle.Map, true) or (MergeStyle.Set or MergeStyle.KeyedList, false) => Element,
        _ => null,
    };

    /// <summary>The rule of a member of a struct or map, null where a struct declares no such field.</summary>
    public MergeRule? Member(string name)
    {
        if (Struct is null)
        {
            return Element;
        }

        return Struct.Find(name) is { } field ? Of(field) : null;
    }

    private static MergeRule Of(ValueShape shape) => shape.Kind switch
    {
        ShapeKind.Struct => Of(shape.Type) with { Shape = shape },
        ShapeKind.Map => new MergeRule(MergeStyle.Map, shape, null, []),
        _ => new MergeRule(MergeStyle.Atomic, shape, null, []),
    };

    private static MergeStyle StyleOf(ListType? type) => type switch
    {
        ListType.Set => MergeStyle.Set,
        ListType.Map => MergeStyle.KeyedList,
        ListType.Atomic or null => MergeStyle.Atomic,
        _ => throw new InvalidOperationException($"There is no list type {type}."),
    };
}
