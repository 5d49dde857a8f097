using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansScheduler.Resources.Schema;

namespace OrleansScheduler.Resources.ManagedFields;

/// <summary>Takes fields out of a document, each with all that is below it.</summary>
internal static class FieldRemoval
{
    public static JsonElement Remove(JsonElement document, FieldSet fields, TypeSchema type) => fields.IsEmpty
        ? document
        : JsonSerializer.SerializeToElement(Remove(MergeRule.Of(type), document, fields));

    private static JsonNode? Remove(MergeRule rule, JsonElement value, FieldSet fields)
    {
        if (fields.IsEmpty || rule.Style == MergeStyle.Atomic)
        {
            return JsonSerializer.SerializeToNode(value);
        }

        return value.ValueKind switch
        {
            JsonValueKind.Array => Filled(new JsonArray([.. Items(rule, value, fields)])),
            JsonValueKind.Object => Filled(new JsonObject(Members(rule, value, fields))),
            _ => JsonSerializer.SerializeToNode(value),
        };
    }

    // What has lost everything is not there any more.
    private static JsonArray? Filled(JsonArray list) => list.Count == 0 ? null : list;

    private static JsonObject? Filled(JsonObject map) => map.Count == 0 ? null : map;

    private static IEnumerable<JsonNode?> Items(MergeRule rule, JsonElement list, FieldSet fields)
    {
        foreach (var item in list.EnumerateArray())
        {
            var inner = ListItems.ElementOf(rule, item) is { } element ? fields.Child(element) : FieldSet.Empty;
            if (!inner.IsMember)
            {
                yield return Remove(rule.Element, item, inner);
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Members(MergeRule rule, JsonElement map, FieldSet fields)
    {
        foreach (var member in map.EnumerateObject())
        {
            var inner = fields.Child(PathElement.Field(member.Name));
            if (!inner.IsMember && rule.Member(member.Name) is { } memberRule)
            {
                yield return KeyValuePair.Create(member.Name, Remove(memberRule, member.Value, inner));
            }
        }
    }
}
