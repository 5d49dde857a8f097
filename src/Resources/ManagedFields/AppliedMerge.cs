using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansScheduler.Resources.Schema;

namespace OrleansScheduler.Resources.ManagedFields;

/// <summary>Lays an applied document over the live object: atomic values are replaced, all others merged.</summary>
internal static class AppliedMerge
{
    public static JsonNode? Merge(JsonElement live, JsonElement applied, TypeSchema type) =>
        Merge(MergeRule.Of(type), live, applied);

    private static JsonNode? Merge(MergeRule rule, JsonElement? live, JsonElement? applied)
    {
        if (rule.Style == MergeStyle.Atomic || (JsonParts.IsEmpty(live) && JsonParts.IsEmpty(applied)))
        {
            return ToNode(applied ?? live);
        }

        return rule.Style is MergeStyle.Set or MergeStyle.KeyedList
            ? new JsonArray([.. MergedItems(rule, live, applied)])
            : new JsonObject(MergedMembers(rule, live, applied));
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> MergedMembers(
        MergeRule rule, JsonElement? live, JsonElement? applied)
    {
        foreach (var member in JsonParts.Members(live))
        {
            var merged = rule.Member(member.Name) is { } inner
                ? Merge(inner, member.Value, JsonParts.Member(applied, member.Name))
                : ToNode(member.Value);
            yield return KeyValuePair.Create(member.Name, merged);
        }

        foreach (var member in JsonParts.Members(applied))
        {
            if (JsonParts.Member(live, member.Name) is null && rule.Member(member.Name) is { } inner)
            {
                yield return KeyValuePair.Create(member.Name, Merge(inner, null, member.Value));
            }
        }
    }

    // Live items that appear twice cannot be merged and stay as they are, unless the applied list has them too.
    private static IEnumerable<JsonNode?> MergedItems(MergeRule rule, JsonElement? live, JsonElement? applied)
    {
        var before = ListItems.Of(rule, live);
        var unique = before.GroupBy(item => item.Key, item => item.Value)
            .Where(items => items.Count() == 1)
            .ToDictionary(items => items.Key, items => items.Single(), StringComparer.Ordinal);
        var wanted = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (element, item) in ListItems.Of(rule, applied))
        {
            wanted[element] = item;
        }

        foreach (var (element, place) in MergedOrder.Of([.. before.Select(item => item.Key)], [.. wanted.Keys]))
        {
            yield return wanted.TryGetValue(element, out var item)
                ? Merge(rule.Element, unique.TryGetValue(element, out var known) ? known : null, item)
                : ToNode(before[place].Value);
        }
    }

    private static JsonNode? ToNode(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.Object } map => JsonObject.Create(map.Clone()),
        { ValueKind: JsonValueKind.Array } list => JsonArray.Create(list.Clone()),
        { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } or null => null,
        { } scalar => JsonValue.Create(scalar.Clone()),
    };
}
