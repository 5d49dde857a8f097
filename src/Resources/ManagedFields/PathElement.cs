using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.ManagedFields;

/// <summary>
/// One step of a field path, as FieldsV1 writes it: <c>f:name</c> a field or map entry, <c>k:{"name":"a"}</c> a list item
/// told by its keys, <c>v:"x"</c> an item of a set, <c>i:0</c> an item by its place.
/// </summary>
internal static class PathElement
{
    private const string Ranks = "fkvi";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IComparer<string> Order { get; } = Comparer<string>.Create(Compare);

    public static string Field(string name) => "f:" + name;

    public static string Value(JsonElement item) => Value(Text(item));

    /// <param name="json">The item's JSON.</param>
    public static string Value(string json) => "v:" + json;

    /// <param name="keys">The item's keys in the order of their names, as a JSON object.</param>
    public static string Key(string keys) => "k:" + keys;

    /// <param name="keys">The item's keys in the order of their names; a value that is null is missing.</param>
    public static string Key(IEnumerable<KeyValuePair<string, string>> keys)
    {
        var text = new StringBuilder("k:{");
        foreach (var (name, value) in keys)
        {
            text.Append(text.Length > 3 ? "," : "").Append('"').Append(name).Append("\":").Append(value);
        }

        return text.Append('}').ToString();
    }

    /// <summary>The JSON of a scalar in its one canonical form.</summary>
    public static string Text(JsonElement scalar) => JsonSerializer.Serialize(scalar, Plain);

    public static bool IsField(string element) => element.StartsWith("f:", StringComparison.Ordinal);

    /// <summary>The name of a field.</summary>
    public static string Name(string element) => element[2..];

    /// <summary>Whether a name in a FieldsV1 document is a path element at all.</summary>
    public static bool IsValid(string element) =>
        element.Length >= 2 && element[1] == ':' && Ranks.Contains(element[0], StringComparison.Ordinal);

    /// <summary>A path as error messages show it: <c>.spec.containers[name="a"].image</c>.</summary>
    public static string Display(IEnumerable<string> path) => string.Concat(path.Select(Display));

    /// <summary>An element as error messages show it.</summary>
    public static string Display(string element) => element[0] switch
    {
        'f' => "." + element[2..],
        'k' => $"[{DisplayKeys(element[2..])}]",
        'v' => $"[={DisplayValue(JsonNode.Parse(element[2..]))}]",
        _ => $"[{element[2..]}]",
    };

    private static string DisplayKeys(string json) => JsonNode.Parse(json) is JsonObject keys
        ? string.Join(",", keys.Select(key => $"{key.Key}={DisplayValue(key.Value)}"))
        : json;

    private static string DisplayValue(JsonNode? value) => value is JsonValue text && text.TryGetValue<string>(out var quoted)
        ? FieldValueText.Quote(quoted)
        : value?.ToJsonString() ?? "null";

    private static int Compare(string? left, string? right)
    {
        var (x, y) = (left ?? "", right ?? "");
        var byRank = Rank(x).CompareTo(Rank(y));
        return byRank != 0 ? byRank : string.CompareOrdinal(x, y);
    }

    private static int Rank(string element) => element.Length == 0 ? -1 : Ranks.IndexOf(element[0], StringComparison.Ordinal);
}
