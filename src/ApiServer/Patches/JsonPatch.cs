using System.Text.Json.Nodes;

namespace OrleansScheduler.ApiServer.Patches;

/// <summary>RFC 6902, with two liberties of Kubernetes: replacing a missing member adds it, and paths need no slash.</summary>
internal static class JsonPatch
{
    /// <exception cref="FormatException">An operation cannot be carried out; nothing of the result is to be used.</exception>
    public static JsonNode? Apply(JsonNode? document, JsonArray operations)
    {
        foreach (var operation in operations)
        {
            document = Apply(document, operation as JsonObject ?? throw new FormatException("an operation is no object"));
        }

        return document;
    }

    private static JsonNode? Apply(JsonNode? document, JsonObject operation)
    {
        var path = JsonPointer.Parse(Text(operation, "path"));
        switch (Text(operation, "op"))
        {
            case "add":
                return Add(document, path, Value(operation), insert: true);
            case "replace":
                return Add(document, path, Value(operation), insert: false);
            case "remove":
                Remove(document, path);
                return document;
            case "copy":
                return Add(document, path, Get(document, From(operation))?.DeepClone(), insert: true);
            case "move":
                var moved = Get(document, From(operation))?.DeepClone();
                Remove(document, From(operation));
                return Add(document, path, moved, insert: true);
            case "test" when JsonNode.DeepEquals(Get(document, path), Value(operation)):
                return document;
            default:
                throw new FormatException("the test failed, or the operation is unknown");
        }
    }

    private static JsonNode? Add(JsonNode? document, JsonPointer path, JsonNode? value, bool insert)
    {
        if (path.IsRoot)
        {
            return value;
        }

        switch (Get(document, path.Parent))
        {
            case JsonObject parent:
                parent[path.Last] = value;
                break;
            case JsonArray parent when path.Last == "-":
                parent.Add(value);
                break;
            case JsonArray parent when insert:
                parent.Insert(path.IndexIn(parent.Count + 1), value);
                break;
            case JsonArray parent:
                parent[path.IndexIn(parent.Count)] = value;
                break;
            default:
                throw Missing(path);
        }

        return document;
    }

    private static void Remove(JsonNode? document, JsonPointer path)
    {
        var isRemoved = !path.IsRoot && Get(document, path.Parent) switch
        {
            JsonObject parent => parent.Remove(path.Last),
            JsonArray parent => RemoveAt(parent, path.IndexIn(parent.Count)),
            _ => false,
        };
        if (!isRemoved)
        {
            throw Missing(path);
        }
    }

    private static bool RemoveAt(JsonArray list, int index)
    {
        list.RemoveAt(index);
        return true;
    }

    private static JsonNode? Get(JsonNode? document, JsonPointer path)
    {
        var node = document;
        foreach (var step in path.Steps)
        {
            node = node switch
            {
                JsonObject map when map.TryGetPropertyValue(step, out var member) => member,
                JsonArray list => list[JsonPointer.Index(step, list.Count)],
                _ => throw Missing(path),
            };
        }

        return node;
    }

    private static JsonPointer From(JsonObject operation) => JsonPointer.Parse(Text(operation, "from"));

    private static JsonNode? Value(JsonObject operation) => operation.TryGetPropertyValue("value", out var value)
        ? value?.DeepClone()
        : throw new FormatException("the operation has no value");

    private static string Text(JsonObject operation, string name) =>
        operation[name] is JsonValue value && value.TryGetValue<string>(out var text)
            ? text
            : throw new FormatException($"the operation has no {name}");

    private static FormatException Missing(JsonPointer path) => new($"there is nothing at {string.Join('/', path.Steps)}");
}
