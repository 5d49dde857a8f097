using System.Text.Json.Nodes;
using OrleansScheduler.Resources.Schema;

namespace OrleansScheduler.ApiServer.OpenApi;

/// <summary>The schemas of the types that are no struct, and of plain values.</summary>
internal static class BasicSchemas
{
    /// <summary>The schema that <see cref="SchemaNames.Of(ShapeKind)"/> names.</summary>
    public static JsonObject OfNamed(ShapeKind kind) => kind switch
    {
        ShapeKind.Quantity => OneOf("A number with an SI suffix, such as 100m, 1.5 or 2Gi.", "string", "number"),
        ShapeKind.IntOrString => IntOrString(),
        ShapeKind.Time => Formatted("A time in RFC 3339, in whole seconds.", "string", "date-time"),
        ShapeKind.MicroTime => Formatted("A time in RFC 3339, in microseconds.", "string", "date-time"),
        ShapeKind.FieldsV1 => Described("A set of fields as a trie: one key for each step of a path.", "object"),
        ShapeKind.RawExtension => Described("Any object.", "object"),
        ShapeKind.Json => new JsonObject { ["description"] = "Any JSON value." },
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static JsonObject Patch() => Described("A patch, in the form its media type names.", "object");

    /// <summary>The schema of a plain value; null for what is not one.</summary>
    public static JsonObject? OfPlain(ShapeKind kind) => kind switch
    {
        ShapeKind.String => new JsonObject { ["type"] = "string" },
        ShapeKind.Bool => new JsonObject { ["type"] = "boolean" },
        ShapeKind.Int32 => new JsonObject { ["type"] = "integer", ["format"] = "int32" },
        ShapeKind.Int64 => new JsonObject { ["type"] = "integer", ["format"] = "int64" },
        ShapeKind.Float64 => new JsonObject { ["type"] = "number", ["format"] = "double" },
        ShapeKind.Bytes => new JsonObject { ["type"] = "string", ["format"] = "byte" },
        _ => null,
    };

    /// <summary>What an element of that kind is when nothing is said of it; null where Kubernetes states no default.</summary>
    public static JsonNode? ZeroOf(ShapeKind kind) => kind switch
    {
        ShapeKind.Struct => new JsonObject(),
        ShapeKind.String => JsonValue.Create(""),
        ShapeKind.Bool => JsonValue.Create(false),
        ShapeKind.Int32 or ShapeKind.Int64 or ShapeKind.Float64 => JsonValue.Create(0),
        _ => null,
    };

    private static JsonObject IntOrString()
    {
        var schema = OneOf("An integer, or a string such as a percentage or a name.", "integer", "string");
        schema["format"] = "int-or-string";
        return schema;
    }

    private static JsonObject OneOf(string description, params string[] types) => new()
    {
        ["description"] = description,
        ["oneOf"] = new JsonArray([.. types.Select(type => new JsonObject { ["type"] = type })]),
    };

    private static JsonObject Formatted(string description, string type, string format)
    {
        var schema = Described(description, type);
        schema["format"] = format;
        return schema;
    }

    private static JsonObject Described(string description, string type) =>
        new() { ["description"] = description, ["type"] = type };
}
