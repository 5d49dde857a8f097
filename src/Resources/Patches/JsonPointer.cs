using System.Globalization;
using System.Text.Json.Nodes;

namespace OrleansScheduler.Resources.Patches;

/// <summary>A place in a JSON document (RFC 6901): the parent and the last step.</summary>
internal readonly record struct JsonPointer(JsonNode Parent, string Step)
{
    /// <summary>Walks to the parent of what <paramref name="path"/> names; text before the first slash is ignored.</summary>
    public static JsonPointer Resolve(JsonNode root, string path)
    {
        var steps = path.Split('/')[1..];
        if (steps.Length == 0)
        {
            throw Missing(path);
        }

        var parent = root;
        foreach (var step in steps[..^1])
        {
            parent = new JsonPointer(parent, Unescape(step)).Get(path) ?? throw Missing(path);
        }

        return new JsonPointer(parent, Unescape(steps[^1]));
    }

    /// <summary>The value there; throws when there is none.</summary>
    public JsonNode? Get(string path) => Parent switch
    {
        JsonObject map when map.TryGetPropertyValue(Step, out var value) => value,
        JsonArray list => list[Index(list, list.Count - 1, path)],
        _ => throw Missing(path),
    };

    public void Add(JsonNode? value, string path)
    {
        switch (Parent)
        {
            case JsonObject map:
                map[Step] = value;
                break;
            case JsonArray list when Step == "-":
                list.Add(value);
                break;
            case JsonArray list:
                list.Insert(Index(list, list.Count, path), value);
                break;
            default:
                throw Missing(path);
        }
    }

    public void Remove(string path)
    {
        switch (Parent)
        {
            case JsonObject map when map.Remove(Step):
                break;
            case JsonArray list:
                list.RemoveAt(Index(list, list.Count - 1, path));
                break;
            default:
                throw Missing(path);
        }
    }

    public void Replace(JsonNode? value, string path)
    {
        switch (Parent)
        {
            // Kubernetes' library replaces what is not there as well.
            case JsonObject map:
                map[Step] = value;
                break;
            case JsonArray list:
                list[Index(list, list.Count - 1, path)] = value;
                break;
            default:
                throw Missing(path);
        }
    }

    // Negative indexes count from the end, as in the library Kubernetes uses.
    private int Index(JsonArray list, int last, string path)
    {
        var isNumber = int.TryParse(Step, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index);
        index = index < 0 ? index + last + 1 : index;
        return isNumber && index >= 0 && index <= last ? index : throw Missing(path);
    }

    private static string Unescape(string step) =>
        step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    private static PatchException Missing(string path) =>
        new(PatchProblem.NotApplicable, $"path \"{path}\" does not exist in the object");
}
