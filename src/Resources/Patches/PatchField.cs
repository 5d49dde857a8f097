using OrleansScheduler.Resources.Schema;

namespace OrleansScheduler.Resources.Patches;

/// <summary>What the type says about patching one of its fields.</summary>
internal readonly record struct PatchField(TypeSchema? Type, PatchStrategy Strategy, string? MergeKey)
{
    public bool IsMergedList => Strategy.HasFlag(PatchStrategy.Merge);

    public bool IsReplaced => Strategy.HasFlag(PatchStrategy.Replace);

    public static PatchField Find(TypeSchema? type, string name)
    {
        if (type?.Find(name) is not { } field)
        {
            return default;
        }

        var shape = field.Shape.Kind is ShapeKind.List or ShapeKind.Map ? field.Shape.Element! : field.Shape;
        var element = shape.Kind == ShapeKind.Struct && field.Shape.Kind != ShapeKind.Map ? shape.Type : null;
        return new PatchField(element, field.PatchStrategy, field.PatchMergeKey);
    }
}
