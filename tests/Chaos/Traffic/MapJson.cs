using System.Globalization;
using System.Text.Json;

namespace OrleansScheduler.Chaos.Traffic;

/// <summary>The ConfigMaps of the traffic: one value each.</summary>
internal static class MapJson
{
    public static string Create(string name, string value) =>
        JsonSerializer.Serialize(new { metadata = new { name }, data = new { v = value } });

    public static string Update(string name, string value, long revision) => JsonSerializer.Serialize(
        new { metadata = new { name, resourceVersion = Text(revision) }, data = new { v = value } });

    public static string DeleteAt(long revision) =>
        JsonSerializer.Serialize(new { preconditions = new { resourceVersion = Text(revision) } });

    public static string KeyOf(JsonElement map)
    {
        var metadata = map.GetProperty("metadata");
        return $"{metadata.GetProperty("namespace").GetString()}/{metadata.GetProperty("name").GetString()}";
    }

    public static string ValueOf(JsonElement map) =>
        map.TryGetProperty("data", out var data) && data.TryGetProperty("v", out var value) ? value.GetString() ?? "" : "";

    /// <summary>Of an object, a list, or a bookmark.</summary>
    public static long RevisionOf(JsonElement map) => long.Parse(
        map.GetProperty("metadata").GetProperty("resourceVersion").GetString() ?? "0", CultureInfo.InvariantCulture);

    public static Dictionary<string, (long Revision, string Value)> Items(JsonElement list) => list
        .GetProperty("items").EnumerateArray()
        .ToDictionary(KeyOf, item => (RevisionOf(item), ValueOf(item)));

    private static string Text(long revision) => revision.ToString(CultureInfo.InvariantCulture);
}
