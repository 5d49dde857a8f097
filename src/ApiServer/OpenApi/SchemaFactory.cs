using System.Text.Json.Nodes;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Schema;

namespace OrleansScheduler.ApiServer.OpenApi;

/// <summary>Writes the schema of a struct in the form Kubernetes gives it, which <c>kubectl</c> reads.</summary>
internal sealed class SchemaFactory(
    ComponentSet components, ModelDocumentation documentation, IReadOnlyList<GroupVersionKind> deleteOptions)
{
    public JsonObject Create(TypeSchema type)
    {
        var schema = new JsonObject();
        Add(schema, "description", documentation.Describe(type));
        schema["type"] = "object";
        AddFields(schema, type);
        Add(schema, "x-kubernetes-map-type", type.MapType);
        if (KindsOf(type) is { Count: > 0 } kinds)
        {
            schema["x-kubernetes-group-version-kind"] = new JsonArray([.. kinds.Select(ToJson)]);
        }

        return schema;
    }

    public static JsonObject ToJson(GroupVersionKind kind) =>
        new() { ["group"] = kind.Group, ["kind"] = kind.Kind, ["version"] = kind.Version };

    // Every group version knows these options by its own name.
    private IReadOnlyList<GroupVersionKind> KindsOf(TypeSchema type) => type.Kind switch
    {
        null => [],
        { Kind: "DeleteOptions" } => deleteOptions,
        { } kind => [kind],
    };

    private void AddFields(JsonObject schema, TypeSchema type)
    {
        var fields = type.Fields.OrderBy(field => field.Name, StringComparer.Ordinal).ToArray();
        if (fields.Length == 0)
        {
            return;
        }

        var descriptions = documentation.DescribeFields(type);
        var properties = new JsonObject();
        foreach (var field in fields)
        {
            properties[field.Name] = CreateField(field, descriptions.GetValueOrDefault(field.Name));
        }

        schema["properties"] = properties;
        var required = fields.Where(field => field.IsRequired).Select(field => field.Name);
        AddAll(schema, "required", [.. required]);
    }

    private JsonObject CreateField(FieldSchema field, string? description)
    {
        var schema = CreateValue(field.Shape);
        Add(schema, "description", Describe(field, description));
        if (field.Default is not null)
        {
            schema["default"] = JsonNode.Parse(field.Default);
        }

        Add(schema, "x-kubernetes-list-type", field.ListType?.ToString().ToLowerInvariant());
        AddAll(schema, "x-kubernetes-list-map-keys", field.ListKeys);
        Add(schema, "x-kubernetes-map-type", field.MapType);
        Add(schema, "x-kubernetes-patch-merge-key", field.PatchMergeKey is { Length: > 0 } key ? key : null);
        Add(schema, "x-kubernetes-patch-strategy", TextOf(field.PatchStrategy));
        return schema.ContainsKey("$ref") && schema.Count > 1 ? WrapReference(schema) : schema;
    }

    private JsonObject CreateValue(ValueShape shape)
    {
        var schema = shape.Kind switch
        {
            ShapeKind.List => new JsonObject { ["type"] = "array", ["items"] = CreateElement(shape.Element) },
            ShapeKind.Map => new JsonObject { ["type"] = "object", ["additionalProperties"] = CreateElement(shape.Element) },
            _ => BasicSchemas.OfPlain(shape.Kind) ?? components.Reference(shape),
        };
        AddAll(schema, "enum", shape.Values);
        return schema;
    }

    private JsonObject CreateElement(ValueShape? element)
    {
        var schema = CreateValue(element ?? throw new InvalidOperationException("A list or map has elements."));
        if (element.IsPointer || BasicSchemas.ZeroOf(element.Kind) is not { } zero)
        {
            return schema;
        }

        schema["default"] = zero;
        return schema.ContainsKey("$ref") ? WrapReference(schema) : schema;
    }

    // OpenAPI 3.0 ignores whatever stands beside a reference.
    private static JsonObject WrapReference(JsonObject schema)
    {
        var reference = schema["$ref"]?.DeepClone();
        schema.Remove("$ref");
        schema["allOf"] = new JsonArray(new JsonObject { ["$ref"] = reference });
        return schema;
    }

    private static string? Describe(FieldSchema field, string? description)
    {
        if (field.Shape.Values.Count == 0)
        {
            return description;
        }

        var values = string.Join("\n", field.Shape.Values.Select(value => $" - `\"{value}\"`"));
        return string.Join("\n\n", new[] { description, "Possible enum values:\n" + values }.OfType<string>());
    }

    private static string? TextOf(PatchStrategy strategy) => strategy == PatchStrategy.Default
        ? null
        : string.Join(',', Enum.GetValues<PatchStrategy>()
            .Where(flag => flag != PatchStrategy.Default && strategy.HasFlag(flag))
            .Select(flag => flag == PatchStrategy.RetainKeys ? "retainKeys" : flag.ToString().ToLowerInvariant()));

    private static void Add(JsonObject schema, string name, string? value)
    {
        if (value is not null)
        {
            schema[name] = value;
        }
    }

    private static void AddAll(JsonObject schema, string name, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            schema[name] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]);
        }
    }
}
