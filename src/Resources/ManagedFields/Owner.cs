using System.Text.Json;
using k8s.Models;
using OrleansScheduler.Resources.Schema;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.ManagedFields;

/// <summary>One manager and the fields it owns: an entry of managedFields.</summary>
internal sealed record Owner(string Manager, bool IsApplier, string ApiVersion, string Subresource)
{
    public const string FieldsType = "FieldsV1";
    private const string ApplyOperation = "Apply";
    private const string UpdateOperation = "Update";
    private const string UnknownManager = "unknown";

    public FieldSet Fields { get; init; } = FieldSet.Empty;

    /// <summary>Absent until the owner has changed something.</summary>
    public DateTime? Time { get; init; }

    /// <summary>The entry it was read from; its JSON is used again as long as it says the same.</summary>
    private (FieldSet Fields, object Json)? Source { get; init; }

    public static Owner Of(ResourceKind kind, string subresource, string manager, bool isApplier) => new(
        manager.Length == 0 ? UnknownManager : manager, isApplier, kind.GroupVersionKind.ApiVersion, subresource);

    /// <summary>The owner an entry stands for, null where the entry is malformed.</summary>
    public static Owner? Read(V1ManagedFieldsEntry entry)
    {
        if (entry.Operation is not (ApplyOperation or UpdateOperation)
            || entry.FieldsType is not (FieldsType or "" or null)
            || ReadFields(entry.FieldsV1) is not { } fields)
        {
            return null;
        }

        return new Owner(
            entry.Manager ?? "", entry.Operation == ApplyOperation, entry.ApiVersion ?? "", entry.Subresource ?? "")
        {
            Fields = fields,
            Time = entry.Time,
            Source = entry.FieldsV1 is { } json ? (fields, json) : null,
        };
    }

    public V1ManagedFieldsEntry ToEntry() =>
        ToEntry(Source is { } source && source.Fields.SetEquals(Fields) ? source.Json : FieldSetJson.Write(Fields));

    /// <summary>The entry of an owner whose fields are written already.</summary>
    public V1ManagedFieldsEntry ToEntry(object fields) => new()
    {
        Manager = Manager,
        Operation = IsApplier ? ApplyOperation : UpdateOperation,
        ApiVersion = ApiVersion,
        Time = Time,
        FieldsType = FieldsType,
        FieldsV1 = fields,
        Subresource = Subresource.Length == 0 ? null : Subresource,
    };

    /// <summary>Whether both are one owner: an applier stays the same whichever version it applies.</summary>
    public bool IsSame(Owner other) =>
        Manager == other.Manager
        && IsApplier == other.IsApplier
        && Subresource == other.Subresource
        && (IsApplier || ApiVersion == other.ApiVersion);

    /// <summary>How a conflict names the owner: <c>"kubectl-edit" using v1</c>.</summary>
    public string Display()
    {
        var name = FieldValueText.Quote(Manager);
        var through = Subresource.Length == 0 ? "" : $" with subresource {FieldValueText.Quote(Subresource)}";
        return IsApplier ? name + through : $"{name}{through} using {ApiVersion}";
    }

    private static FieldSet? ReadFields(object? json) => json switch
    {
        null => FieldSet.Empty,
        JsonElement element => FieldSetJson.Read(element),
        RawJson raw => FieldSetJson.Read(ObjectJson.Parse(raw.Utf8)),
        _ => FieldSetJson.Read(JsonSerializer.SerializeToElement(json)),
    };
}
