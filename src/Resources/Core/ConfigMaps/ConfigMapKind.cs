using k8s.Models;
using OrleansScheduler.Resources.Tables;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.ConfigMaps;

/// <summary>ConfigMap, <c>v1</c>.</summary>
public sealed class ConfigMapKind : ResourceKind<V1ConfigMap>
{
    public override GroupVersionKind GroupVersionKind { get; } = new("", "v1", "ConfigMap");

    public override string Plural => "configmaps";

    public override IReadOnlyList<string> ShortNames { get; } = ["cm"];

    public override IReadOnlyList<TableColumn> TableColumns { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text(
            "Data",
            "Data contains the configuration data. Each key must consist of alphanumeric characters, '-', '_' or '.'. "
                + "Values with non-UTF-8 byte sequences must use the BinaryData field. The keys stored in Data must not "
                + "overlap with the keys in the BinaryData field, this is enforced during validation process."),
        TableColumn.ObjectAge,
    ];

    protected override IReadOnlyList<FieldError> Validate(V1ConfigMap obj) => ConfigMapValidation.Validate(obj);

    protected override IReadOnlyList<FieldError> ValidateUpdate(V1ConfigMap obj, V1ConfigMap old, string subresource) =>
        ConfigMapValidation.ValidateUpdate(obj, old);

    protected override TableRow Row(V1ConfigMap obj, DateTime now) => new(
    [
        obj.Metadata.Name,
        (obj.Data?.Count ?? 0) + (obj.BinaryData?.Count ?? 0),
        Age.Since(obj.Metadata.CreationTimestamp, now),
    ]);
}
