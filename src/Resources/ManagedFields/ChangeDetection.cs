using System.Text.Json;
using OrleansScheduler.Resources.Schema;

namespace OrleansScheduler.Resources.ManagedFields;

/// <summary>Compares two states of an object field by field, as deep as ownership divides them.</summary>
internal static class ChangeDetection
{
    public static Changes Between(JsonElement old, JsonElement current, TypeSchema type) =>
        Compare(MergeRule.Of(type), old, current);

    private static Changes Compare(MergeRule rule, JsonElement? old, JsonElement? current)
    {
        if (old is { } x && current is { } y && JsonParts.HaveEqualText(x, y))
        {
            return Changes.None;
        }

        // Empty containers are compared as a whole, so that {} is told from nothing.
        if (rule.Style == MergeStyle.Atomic || (JsonParts.IsEmpty(old) && JsonParts.IsEmpty(current)))
        {
            return CompareWhole(old, current);
        }

        var added = new List<KeyValuePair<string, FieldSet>>();
        var modified = new List<KeyValuePair<string, FieldSet>>();
        var removed = new List<KeyValuePair<string, FieldSet>>();
        foreach (var (element, changes) in Parts(rule, old, current))
        {
            added.Add(KeyValuePair.Create(element, changes.Added));
            modified.Add(KeyValuePair.Create(element, changes.Modified));
            removed.Add(KeyValuePair.Create(element, changes.Removed));
        }

        return new Changes(
            FieldSet.Of(old is null, added), FieldSet.Of(isMember: false, modified), FieldSet.Of(current is null, removed));
    }

    private static Changes CompareWhole(JsonElement? old, JsonElement? current) => (old, current) switch
    {
        (null, not null) => Changes.None with { Added = FieldSet.Self },
        (not null, null) => Changes.None with { Removed = FieldSet.Self },
        ({ } x, { } y) when !JsonParts.AreEqual(x, y) => Changes.None with { Modified = FieldSet.Self },
        _ => Changes.None,
    };

    private static IEnumerable<(string Element, Changes Changes)> Parts(
        MergeRule rule, JsonElement? old, JsonElement? current) =>
        rule.Style is MergeStyle.Set or MergeStyle.KeyedList
            ? Items(rule, old, current)
            : Members(rule, old, current);

    private static IEnumerable<(string Element, Changes Changes)> Members(
        MergeRule rule, JsonElement? old, JsonElement? current)
    {
        foreach (var member in JsonParts.Members(current))
        {
            if (rule.Member(member.Name) is { } inner)
            {
                yield return (PathElement.Field(member.Name), Compare(inner, JsonParts.Member(old, member.Name), member.Value));
            }
        }

        foreach (var member in JsonParts.Members(old))
        {
            if (JsonParts.Member(current, member.Name) is null && rule.Member(member.Name) is { } inner)
            {
                yield return (PathElement.Field(member.Name), Compare(inner, member.Value, null));
            }
        }
    }

    private static IEnumerable<(string Element, Changes Changes)> Items(
        MergeRule rule, JsonElement? old, JsonElement? current)
    {
        var before = ListItems.Of(rule, old).ToLookup(item => item.Key, item => item.Value, StringComparer.Ordinal);
        var after = ListItems.Of(rule, current).ToLookup(item => item.Key, item => item.Value, StringComparer.Ordinal);
        foreach (var element in before.Select(items => items.Key).Union(after.Select(items => items.Key)))
        {
            yield return (element, CompareItems(rule.Element, [.. before[element]], [.. after[element]]));
        }
    }

    // Items that cannot be told apart are owned together.
    private static Changes CompareItems(MergeRule rule, JsonElement[] old, JsonElement[] current) => (old, current) switch
    {
        ([], [var only]) => Compare(rule, null, only),
        ([var only], []) => Compare(rule, only, null),
        ([var before], [var after]) => Compare(rule, before, after),
        ([], _) => Changes.None with { Added = FieldSet.Self },
        (_, []) => Changes.None with { Removed = FieldSet.Self },
        _ when old.Length == current.Length && old.Zip(current).All(pair => JsonParts.AreEqual(pair.First, pair.Second)) =>
            Changes.None,
        _ => Changes.None with { Modified = FieldSet.Self },
    };
}
