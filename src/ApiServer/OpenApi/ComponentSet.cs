using System.Text.Json.Nodes;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Schema;

namespace OrleansScheduler.ApiServer.OpenApi;

/// <summary>The schemas of one document: those that were referred to, and what they refer to.</summary>
internal sealed class ComponentSet
{
    private readonly SchemaFactory _schemas;
    private readonly HashSet<string> _known = [];
    private readonly Queue<(string Name, Func<JsonObject> Create)> _pending = [];

    public ComponentSet(ModelDocumentation documentation, IReadOnlyList<GroupVersionKind> deleteOptions) =>
        _schemas = new SchemaFactory(this, documentation, deleteOptions);

    public JsonObject Reference(GroupVersionKind kind) => Reference(
        WireTypes.Find(kind) ?? throw new InvalidOperationException($"There is no wire type of {kind}."));

    public JsonObject Reference(TypeSchema type) => Reference(SchemaNames.Of(type), () => _schemas.Create(type));

    /// <summary>Refers to a type that has a schema of its own: a struct, or one of <see cref="BasicSchemas.OfNamed"/>.</summary>
    public JsonObject Reference(ValueShape shape) => shape.Kind == ShapeKind.Struct
        ? Reference(shape.Type)
        : Reference(SchemaNames.Of(shape.Kind), () => BasicSchemas.OfNamed(shape.Kind));

    public JsonObject ReferenceToPatch() => Reference(SchemaNames.Patch, BasicSchemas.Patch);

    /// <summary>All schemas by name; nothing can be referred to afterwards.</summary>
    public JsonObject Build()
    {
        var built = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        while (_pending.TryDequeue(out var component))
        {
            built.Add(component.Name, component.Create());
        }

        return new JsonObject(built);
    }

    private JsonObject Reference(string name, Func<JsonObject> create)
    {
        if (_known.Add(name))
        {
            _pending.Enqueue((name, create));
        }

        return new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
    }
}
