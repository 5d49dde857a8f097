using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OrleansScheduler.Resources.ManagedFields;

/// <summary>Field sets in the FieldsV1 format: <c>{"f:data":{".":{},"f:a":{}}}</c>.</summary>
internal static class FieldSetJson
{
    public const string SelfName = ".";

    // Some tools write deep documents; no schema nests as deep as this.
    private const int DepthMax = 256;

    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = DepthMax,
    };

    /// <summary>The set of a document, or null when it is none.</summary>
    public static FieldSet? Read(JsonElement fields)
    {
        if (fields.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var isMember = false;
        var children = new List<KeyValuePair<string, FieldSet>>();
        foreach (var property in fields.EnumerateObject())
        {
            if (property.NameEquals(SelfName))
            {
                isMember = true;
            }
            else if (PathElement.IsValid(property.Name) && ReadChild(property.Value) is { } child)
            {
                children.Add(KeyValuePair.Create(property.Name, child));
            }
            else
            {
                return null;
            }
        }

        return FieldSet.Of(isMember, children);
    }

    public static JsonElement Write(FieldSet set)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            WriteNode(writer, set, isLeafMember: false);
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan, new JsonReaderOptions { MaxDepth = DepthMax });
        return JsonElement.ParseValue(ref reader);
    }

    // An empty object below a name says that the path itself is owned.
    private static FieldSet? ReadChild(JsonElement value)
    {
        var child = Read(value);
        return child is { IsEmpty: true } ? FieldSet.Self : child;
    }

    private static void WriteNode(Utf8JsonWriter writer, FieldSet set, bool isLeafMember)
    {
        writer.WriteStartObject();
        if (set.IsMember && !isLeafMember)
        {
            writer.WriteStartObject(SelfName);
            writer.WriteEndObject();
        }

        foreach (var (element, child) in set.Children.OrderBy(child => child.Key, PathElement.Order))
        {
            writer.WritePropertyName(element);
            WriteNode(writer, child, isLeafMember: child.Children.Count == 0);
        }

        writer.WriteEndObject();
    }
}
