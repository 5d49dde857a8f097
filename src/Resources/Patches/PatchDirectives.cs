using System.Text.Json.Nodes;

namespace OrleansScheduler.Resources.Patches;

/// <summary>The keys of a strategic merge patch that are instructions, not fields.</summary>
internal static class PatchDirectives
{
    public const string Patch = "$patch";
    public const string Replace = "replace";
    public const string Delete = "delete";
    public const string Merge = "merge";

    private const string RetainKeysKey = "$retainKeys";
    private const string OrderPrefix = "$setElementOrder";
    private const string DeletionPrefix = "$deleteFromPrimitiveList";

    public static string Text(JsonNode? directive) =>
        directive is JsonValue value && value.TryGetValue<string>(out var text) ? text : GoText.Of(directive);

    /// <summary>The list that <c>$setElementOrder/list</c> orders, or null.</summary>
    public static string? OrderOf(string key) => Suffix(
        key, OrderPrefix, "invalid patch format of setElementOrder list");

    /// <summary>The list that <c>$deleteFromPrimitiveList/list</c> deletes from, or null.</summary>
    public static string? DeletionsOf(string key) => Suffix(
        key, DeletionPrefix, "invalid patch format of primitive list");

    /// <summary>Removes from the original what <c>$retainKeys</c> does not list.</summary>
    public static void RetainKeys(JsonObject original, JsonObject patch)
    {
        if (!patch.TryGetPropertyValue(RetainKeysKey, out var directive))
        {
            return;
        }

        patch.Remove(RetainKeysKey);
        var retained = (directive as JsonArray)?.Select(Text).ToHashSet(StringComparer.Ordinal);
        var isBroken = retained is null || patch.Any(change =>
            change.Value is not null && !IsListDirective(change.Key) && !retained.Contains(change.Key));
        if (isBroken)
        {
            throw Bad("invalid patch format of retainKeys");
        }

        foreach (var key in original.Select(field => field.Key).Where(key => !retained!.Contains(key)).ToList())
        {
            original.Remove(key);
        }
    }

    public static void DeleteItems(JsonObject original, string list, JsonNode? items)
    {
        if (original[list] is JsonArray old && items is JsonArray deletions)
        {
            original[list] = new JsonArray(
                [.. old.Where(item => !deletions.Any(gone => JsonNode.DeepEquals(item, gone))).Select(item => item?.DeepClone())]);
        }
    }

    /// <summary>Nulls delete; where there is nothing to delete they mean nothing.</summary>
    public static void DiscardNulls(JsonNode? value)
    {
        switch (value)
        {
            case JsonObject map:
                foreach (var (key, member) in map.ToList())
                {
                    if (member is null)
                    {
                        map.Remove(key);
                    }

                    DiscardNulls(member);
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    DiscardNulls(item);
                }

                break;
        }
    }

    /// <summary>A value that is added as new, freed of directives; false when a directive makes it vanish.</summary>
    public static bool WithoutDirectives(JsonNode? value, out JsonNode? cleaned)
    {
        cleaned = value switch
        {
            JsonObject map => new JsonObject(map
                .Select(member => (member.Key, Keep: WithoutDirectives(member.Value, out var clean), Value: clean))
                .Where(member => member.Keep)
                .Select(member => KeyValuePair.Create(member.Key, member.Value))),
            JsonArray list => new JsonArray([.. list
                .Select(item => (Keep: WithoutDirectives(item, out var clean), Value: clean))
                .Where(item => item.Keep)
                .Select(item => item.Value)]),
            _ => value?.DeepClone(),
        };
        return value is not JsonObject marked || !marked.ContainsKey(Patch);
    }

    public static PatchException UnknownPatchType(string directive, JsonObject patch) =>
        Bad($"unknown patch type: {directive} in map: {GoText.Of(patch)}");

    public static PatchException NoMergeKey(JsonNode? item, string? mergeKey) =>
        Bad($"map: {GoText.Of(item)} does not contain declared merge key: {mergeKey}");

    public static PatchException Bad(string problem) => new(PatchProblem.BadDirective, problem);

    private static bool IsListDirective(string key) =>
        key.StartsWith(OrderPrefix, StringComparison.Ordinal) || key.StartsWith(DeletionPrefix, StringComparison.Ordinal);

    private static string? Suffix(string key, string prefix, string problem)
    {
        if (!key.StartsWith(prefix, StringComparison.Ordinal))
        {
            return null;
        }

        return key.Length > prefix.Length && key[prefix.Length] == '/' ? key[(prefix.Length + 1)..] : throw Bad(problem);
    }
}
