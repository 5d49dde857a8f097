using System.Text.Json.Nodes;
using OrleansScheduler.Resources.Schema;

namespace OrleansScheduler.Resources.Patches;

/// <summary>
/// Kubernetes' strategic merge patch: like a merge patch, but the type says which lists are merged and by which key.
/// With containers <c>[a, b]</c>, the patch <c>{"containers": [{"name": "b", "image": "x"}]}</c> changes b alone.
/// </summary>
/// <remarks>Directives: <c>$patch</c>, <c>$retainKeys</c>, <c>$setElementOrder/F</c>, <c>$deleteFromPrimitiveList/F</c>.</remarks>
public static class StrategicMergePatch
{
    /// <summary>The patched copy of an object of the given type.</summary>
    public static JsonObject Apply(JsonObject document, JsonObject patch, TypeSchema type) =>
        Merge((JsonObject)document.DeepClone(), (JsonObject)patch.DeepClone(), type);

    /// <summary>Merges in place; <paramref name="type"/> is null inside maps and free JSON.</summary>
    internal static JsonObject Merge(JsonObject original, JsonObject patch, TypeSchema? type)
    {
        if (patch.TryGetPropertyValue(PatchDirectives.Patch, out var directive))
        {
            return Replacement(PatchDirectives.Text(directive), patch);
        }

        PatchDirectives.RetainKeys(original, patch);
        ElementOrder.MergeOrderedLists(original, patch, type);
        foreach (var (key, change) in patch.ToList())
        {
            patch.Remove(key);
            MergeField(original, key, change, type);
        }

        return original;
    }

    private static JsonObject Replacement(string directive, JsonObject patch)
    {
        switch (directive)
        {
            case PatchDirectives.Replace:
                patch.Remove(PatchDirectives.Patch);
                return patch;
            case PatchDirectives.Delete:
                return [];
            default:
                throw PatchDirectives.UnknownPatchType(directive, patch);
        }
    }

    private static void MergeField(JsonObject original, string key, JsonNode? change, TypeSchema? type)
    {
        if (PatchDirectives.DeletionsOf(key) is { } list)
        {
            PatchDirectives.DeleteItems(original, list, change);
            return;
        }

        if (change is null)
        {
            original.Remove(key);
            return;
        }

        var field = PatchField.Find(type, key);
        switch (original[key], change)
        {
            case (JsonObject old, JsonObject changes) when !field.IsReplaced:
                original[key] = Detach(old, Merge(old, changes, field.Type));
                break;
            case (JsonArray old, JsonArray changes) when field.IsMergedList:
                original[key] = ListMerge.Merge(old, changes, field);
                break;
            case (JsonObject, JsonObject) or (JsonArray, JsonArray):
                original[key] = change;
                break;
            default:
                SetNew(original, key, change);
                break;
        }
    }

    private static void SetNew(JsonObject original, string key, JsonNode change)
    {
        PatchDirectives.DiscardNulls(change);
        if (PatchDirectives.WithoutDirectives(change, out var cleaned))
        {
            original[key] = cleaned;
        }
        else
        {
            original.Remove(key);
        }
    }

    // A node that stays where it is must not be set again while it has a parent.
    private static JsonObject Detach(JsonObject old, JsonObject merged) =>
        ReferenceEquals(old, merged) ? (JsonObject)merged.DeepClone() : merged;
}
