using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansScheduler.Resources.Schema;

namespace OrleansScheduler.Resources.ManagedFields;

/// <summary>
/// The annotation of client-side apply. Where <c>kubectl apply --server-side</c> takes over such an object, the fields the
/// annotation still describes truly are kubectl's own, and the annotation follows so that the way back stays open.
/// </summary>
internal static class LastApplied
{
    public const string Annotation = "kubectl.kubernetes.io/last-applied-configuration";

    /// <summary>The only manager this concerns.</summary>
    public const string Manager = "kubectl";

    private const int AnnotationsBytesMax = 256 * 1024;
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The fields whose live values are those the annotation says.</summary>
    public static FieldSet OwnFields(JsonElement live, TypeSchema type)
    {
        if (Read(live) is not { } text || Parse(text) is not { } applied || AppliedValidation.Problems(applied, type).Count > 0)
        {
            return FieldSet.Empty;
        }

        var changes = ChangeDetection.Between(applied, live, type);
        return Fields.Of(applied, type)
            .Difference(changes.Written)
            .Difference(changes.Removed);
    }

    /// <summary>The annotation of an object, null where there is none.</summary>
    public static string? Read(JsonElement obj) =>
        JsonParts.Member(JsonParts.Member(JsonParts.Member(obj, "metadata"), "annotations"), Annotation)
            is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text
                ? text
                : null;

    /// <summary>What the annotation says after a document was applied.</summary>
    public static string Of(JsonElement document)
    {
        var copy = JsonSerializer.SerializeToNode(document);
        if (copy?["metadata"]?["annotations"] is JsonObject annotations)
        {
            annotations.Remove(Annotation);
        }

        var text = (Sorted(copy)?.ToJsonString(Plain) ?? "null") + "\n";
        return Encoding.UTF8.GetByteCount(text) > AnnotationsBytesMax ? "" : text;
    }

    private static JsonElement? Parse(string text)
    {
        try
        {
            return ObjectJson.Parse(Encoding.UTF8.GetBytes(text));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Go writes maps in the order of their keys.
    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
