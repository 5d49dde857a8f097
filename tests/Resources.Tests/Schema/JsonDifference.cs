using System.Text.Json.Nodes;

namespace OrleansScheduler.Resources.Tests.Schema;

/// <summary>Names the paths at which two JSON values differ, whatever the order of their keys.</summary>
internal static class JsonDifference
{
    public static IEnumerable<string> Between(JsonNode? expected, JsonNode? actual, string path = "")
    {
        switch (expected, actual)
        {
            case (JsonObject a, JsonObject b):
                return a.Select(member => member.Key).Union(b.Select(member => member.Key)).SelectMany(key =>
                    a.ContainsKey(key) == b.ContainsKey(key)
                        ? Between(a[key], b[key], $"{path}.{key}")
                        : [$"{path}.{key}: expected {Show(a, key)}, got {Show(b, key)}"]);
            case (JsonArray a, JsonArray b) when a.Count == b.Count:
                return a.Zip(b).SelectMany((pair, at) => Between(pair.First, pair.Second, $"{path}[{at}]"));
            default:
                return JsonNode.DeepEquals(expected, actual)
                    ? []
                    : [$"{path}: expected {expected?.ToJsonString() ?? "null"}, got {actual?.ToJsonString() ?? "null"}"];
        }
    }

    private static string Show(JsonObject map, string key) =>
        map.TryGetPropertyValue(key, out var value) ? value?.ToJsonString() ?? "null" : "nothing";
}
