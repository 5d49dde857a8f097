using System.Text.Json;

namespace OrleansScheduler.Resources.ManagedFields;

/// <summary>The items of a set or keyed list by the path elements that tell them apart.</summary>
internal static class ListItems
{
    /// <summary>The path element of an item, null where it has none (a struct in a set, an item without its keys).</summary>
    public static string? ElementOf(MergeRule list, JsonElement item)
    {
        if (list.Style == MergeStyle.Set)
        {
            return item.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null
                ? null
                : PathElement.Value(item);
        }

        return item.ValueKind == JsonValueKind.Object ? KeysOf(list, item) : null;
    }

    /// <summary>The key an item lacks, though it has no default.</summary>
    public static string? MissingKey(MergeRule list, JsonElement item) =>
        list.Keys.FirstOrDefault(key => !item.TryGetProperty(key, out _) && DefaultOf(list, key) is null);

    /// <summary>Items in their order, each with its path element; items without one are left out.</summary>
    public static IReadOnlyList<KeyValuePair<string, JsonElement>> Of(MergeRule list, JsonElement? items)
    {
        var result = new List<KeyValuePair<string, JsonElement>>();
        foreach (var item in JsonParts.Items(items))
        {
            if (ElementOf(list, item) is { } element)
            {
                result.Add(KeyValuePair.Create(element, item));
            }
        }

        return result;
    }

    private static string? KeysOf(MergeRule list, JsonElement item)
    {
        var keys = new List<KeyValuePair<string, string>>(list.Keys.Count);
        foreach (var key in list.Keys.Order(StringComparer.Ordinal))
        {
            var text = item.TryGetProperty(key, out var value) ? PathElement.Text(value) : DefaultOf(list, key);
            if (text is null)
            {
                return null;
            }

            keys.Add(KeyValuePair.Create(key, text));
        }

        return PathElement.Key(keys);
    }

    private static string? DefaultOf(MergeRule list, string key) => list.Element.Struct?.Find(key)?.Default;
}
