using System.Text.Json;
using OrleansScheduler.Resources.Schema;

namespace OrleansScheduler.Resources.ManagedFields;

/// <summary>The fields a document mentions: what someone who applies it wants to own.</summary>
internal static class Fields
{
    public static FieldSet Of(JsonElement document, TypeSchema type) => Of(MergeRule.Of(type), document);

    /// <summary>
    /// The set with the structs' fields on the way to its members added. An item of a list or of a map is not added.
    /// </summary>
    public static FieldSet WithNamedParents(FieldSet set, TypeSchema type) => WithNamedParents(set, MergeRule.Of(type));

    private static FieldSet Of(MergeRule rule, JsonElement value) => rule.Style switch
    {
        MergeStyle.Atomic => FieldSet.Self,
        MergeStyle.Set or MergeStyle.KeyedList => FieldSet.Of(isMember: false, Items(rule, value)),
        MergeStyle.Struct or MergeStyle.Map => FieldSet.Of(isMember: false, Members(rule, value)),
        _ => throw new InvalidOperationException($"There is no style {rule.Style}."),
    };

    private static IEnumerable<KeyValuePair<string, FieldSet>> Items(MergeRule rule, JsonElement list) =>
        ListItems.Of(rule, list)
            .GroupBy(item => item.Key, item => item.Value, StringComparer.Ordinal)
            .Select(items => KeyValuePair.Create(
                items.Key,
                items.Count() == 1 ? FieldSet.Self.Union(Of(rule.Element, items.First())) : FieldSet.Self));

    private static IEnumerable<KeyValuePair<string, FieldSet>> Members(MergeRule rule, JsonElement map)
    {
        foreach (var member in JsonParts.Members(map))
        {
            if (rule.Member(member.Name) is not { } inner)
            {
                continue;
            }

            // Entries of maps are owned themselves, and so are fields that are there without content.
            var isOwned = rule.Style == MergeStyle.Map
                || member.Value.ValueKind == JsonValueKind.Null
                || (member.Value.ValueKind == JsonValueKind.Object && JsonParts.IsEmpty(member.Value));
            var fields = Of(inner, member.Value);
            yield return KeyValuePair.Create(
                PathElement.Field(member.Name), isOwned ? FieldSet.Self.Union(fields) : fields);
        }
    }

    private static FieldSet WithNamedParents(FieldSet set, MergeRule rule) =>
        FieldSet.Of(set.IsMember, set.Children.Select(child => WithNamedParents(child, rule)));

    private static KeyValuePair<string, FieldSet> WithNamedParents(KeyValuePair<string, FieldSet> child, MergeRule rule)
    {
        if (rule.Inner(child.Key) is not { } inner)
        {
            return child;
        }

        var below = WithNamedParents(child.Value, inner);
        return KeyValuePair.Create(child.Key, rule.Style == MergeStyle.Struct ? FieldSet.Self.Union(below) : below);
    }
}
