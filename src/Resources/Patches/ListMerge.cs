using System.Text.Json.Nodes;

namespace OrleansScheduler.Resources.Patches;

/// <summary>Merges a list of a strategic merge patch into the original: as a set, or item by item by the merge key.</summary>
internal static class ListMerge
{
    public static JsonArray Merge(JsonArray original, JsonArray patch, PatchField field)
    {
        if (original.Count == 0 && patch.Count == 0)
        {
            return [];
        }

        var old = Take(original);
        var changes = Take(patch);
        if (!AreMaps(old, changes))
        {
            return ElementOrder.Arrange(Distinct([.. old, .. changes]), changes, old, mergeKey: null);
        }

        var mergeKey = field.MergeKey
            ?? throw PatchDirectives.Bad($"cannot merge lists without merge key for {field.Type}");
        if (TakeDirectives(old, changes, mergeKey))
        {
            return ElementOrder.Arrange(changes, [], [], mergeKey);
        }

        var before = old.ToList();
        MergeItems(old, changes, field, mergeKey);
        return ElementOrder.Arrange(old, changes, before, mergeKey);
    }

    /// <summary>The items, freed from their list.</summary>
    public static List<JsonNode?> Take(JsonArray list) => [.. list.Select(item => item?.DeepClone())];

    public static bool SameKey(JsonNode? a, JsonNode? b, string? mergeKey) => mergeKey is null
        ? JsonNode.DeepEquals(a, b)
        : a is JsonObject left && b is JsonObject right
            && left.TryGetPropertyValue(mergeKey, out var leftKey) && right.TryGetPropertyValue(mergeKey, out var rightKey)
            && JsonNode.DeepEquals(leftKey, rightKey);

    private static bool AreMaps(List<JsonNode?> old, List<JsonNode?> changes)
    {
        var all = old.Concat(changes).ToList();
        var maps = all.Count(item => item is JsonObject);
        if (maps != 0 && maps != all.Count)
        {
            throw PatchDirectives.Bad(
                $"list element types are not identical: [{GoText.Of(ToArray(old))} {GoText.Of(ToArray(changes))}]");
        }

        return maps > 0;
    }

    // Carries out $patch: delete; true when $patch: replace makes the rest of the patch the whole list.
    private static bool TakeDirectives(List<JsonNode?> old, List<JsonNode?> changes, string mergeKey)
    {
        var replace = false;
        foreach (var item in changes.OfType<JsonObject>().Where(item => item.ContainsKey(PatchDirectives.Patch)).ToList())
        {
            changes.Remove(item);
            switch (PatchDirectives.Text(item[PatchDirectives.Patch]))
            {
                case PatchDirectives.Delete when item.ContainsKey(mergeKey):
                    old.RemoveAll(candidate => SameKey(candidate, item, mergeKey));
                    break;
                case PatchDirectives.Delete:
                    throw PatchDirectives.NoMergeKey(item, mergeKey);
                case PatchDirectives.Replace:
                    replace = true;
                    break;
                case PatchDirectives.Merge:
                    throw PatchDirectives.Bad("merging lists cannot yet be specified in the patch");
                case var unknown:
                    throw PatchDirectives.UnknownPatchType(unknown, item);
            }
        }

        return replace;
    }

    private static void MergeItems(List<JsonNode?> old, List<JsonNode?> changes, PatchField field, string mergeKey)
    {
        foreach (var item in changes.OfType<JsonObject>())
        {
            if (!item.ContainsKey(mergeKey))
            {
                throw PatchDirectives.NoMergeKey(item, mergeKey);
            }

            var at = old.FindIndex(candidate => SameKey(candidate, item, mergeKey));
            if (at < 0)
            {
                old.Add(item.DeepClone());
            }
            else
            {
                old[at] = StrategicMergePatch.Merge((JsonObject)old[at]!, (JsonObject)item.DeepClone(), field.Type);
            }
        }
    }

    private static List<JsonNode?> Distinct(List<JsonNode?> items)
    {
        var distinct = new List<JsonNode?>();
        foreach (var item in items.Where(item => !distinct.Any(kept => JsonNode.DeepEquals(kept, item))))
        {
            distinct.Add(item);
        }

        return distinct;
    }

    private static JsonArray ToArray(List<JsonNode?> items) => new([.. items.Select(item => item?.DeepClone())]);
}
