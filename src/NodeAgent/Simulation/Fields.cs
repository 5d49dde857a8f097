using System.Text.Json;

namespace OrleansScheduler.NodeAgent.Simulation;

/// <summary>Reads fields of wire objects that may be absent.</summary>
internal static class Fields
{
    public static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) ? value.GetString() : null;

    public static long? Number(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) ? value.GetInt64() : null;

    /// <summary>The elements of a list, none when it is absent.</summary>
    public static IEnumerable<JsonElement> List(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) ? value.EnumerateArray() : [];

    public static string Uid(JsonElement resource) => Text(resource.GetProperty("metadata"), "uid")
        ?? throw new InvalidDataException("An object without a uid.");

    public static string Name(JsonElement resource) => Text(resource.GetProperty("metadata"), "name") ?? "";

    /// <summary>The status of a condition, null when the object has none of that type.</summary>
    public static JsonElement? Condition(JsonElement resource, string type)
    {
        if (resource.TryGetProperty("status", out var status))
        {
            foreach (var condition in List(status, "conditions").Where(one => one.GetProperty("type").ValueEquals(type)))
            {
                return condition;
            }
        }

        return null;
    }
}
