using System.Text.Json.Nodes;

namespace OrleansScheduler.Resources.Patches;

/// <summary>JSON Merge Patch, RFC 7386: null deletes, objects merge, everything else replaces.</summary>
public static class MergePatch
{
    /// <summary>The patched copy of <paramref name="document"/>.</summary>
    public static JsonNode? Apply(JsonNode? document, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
        {
            return patch?.DeepClone();
        }

        var result = document is JsonObject map ? (JsonObject)map.DeepClone() : [];
        foreach (var (key, change) in changes)
        {
            if (change is null)
            {
                result.Remove(key);
            }
            else
            {
                result[key] = Apply(result[key], change);
            }
        }

        return result;
    }
}
