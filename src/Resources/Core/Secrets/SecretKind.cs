using System.Text;
using k8s.Models;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Resources.Tables;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Secrets;

/// <summary>Secret, <c>v1</c>.</summary>
public sealed class SecretKind : ResourceKind<V1Secret>
{
    public override GroupVersionKind GroupVersionKind { get; } = new("", "v1", "Secret");

    public override string Plural => "secrets";

    public override IReadOnlyDictionary<string, Func<StoredObject, string>> SelectableFields { get; } =
        new Dictionary<string, Func<StoredObject, string>>
        {
            ["type"] = stored => stored.As<V1Secret>().Type ?? "",
        };

    public override IReadOnlyList<TableColumn> TableColumns { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text(
            "Type",
            "Used to facilitate programmatic handling of secret data. "
                + "More info: https://kubernetes.io/docs/concepts/configuration/secret/#secret-types"),
        TableColumn.Text(
            "Data",
            "Data contains the secret data. Each key must consist of alphanumeric characters, '-', '_' or '.'. The "
                + "serialized form of the secret data is a base64 encoded string, representing the arbitrary (possibly "
                + "non-string) data value here. Described in https://tools.ietf.org/html/rfc4648#section-4"),
        TableColumn.ObjectAge,
    ];

    protected override void Default(V1Secret obj)
    {
        obj.Type = string.IsNullOrEmpty(obj.Type) ? SecretTypes.Opaque : obj.Type;
        foreach (var (key, value) in obj.StringData.InKeyOrder())
        {
            obj.Data ??= new Dictionary<string, byte[]>();
            obj.Data[key] = Encoding.UTF8.GetBytes(value ?? "");
        }

        obj.StringData = null;
    }

    protected override IReadOnlyList<FieldError> Validate(V1Secret obj) => SecretValidation.Validate(obj);

    protected override IReadOnlyList<FieldError> ValidateUpdate(V1Secret obj, V1Secret old, string subresource) =>
        SecretValidation.ValidateUpdate(obj, old);

    protected override TableRow Row(V1Secret obj, DateTime now) => new(
        [obj.Metadata.Name, obj.Type, obj.Data?.Count ?? 0, Age.Since(obj.Metadata.CreationTimestamp, now)]);
}
