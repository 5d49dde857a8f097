using k8s;
using k8s.Models;

namespace OrleansScheduler.Resources;

/// <summary>One row of a table; a cell is a string, an integer, a boolean or null.</summary>
public sealed record TableRow(IReadOnlyList<object?> Cells)
{
    /// <summary>Set for finished pods, which kubectl may hide.</summary>
    public TableRowCondition? Condition { get; init; }

    public static TableRow Default(IKubernetesObject<V1ObjectMeta> obj) =>
        new([obj.Metadata.Name, obj.Metadata.CreationTimestamp]);
}
