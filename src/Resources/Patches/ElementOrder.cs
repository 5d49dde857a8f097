using System.Text.Json.Nodes;
using OrleansScheduler.Resources.Schema;

namespace OrleansScheduler.Resources.Patches;

/// <summary>
/// The order of merged lists. Items of the patch come in the patch's order, those of the server alone in the server's;
/// the two are zipped: a server item goes first only where the server had it before the patch's next item.
/// </summary>
internal static class ElementOrder
{
    /// <summary>Merges every list that has a <c>$setElementOrder</c> directive and orders it accordingly.</summary>
    public static void MergeOrderedLists(JsonObject original, JsonObject patch, TypeSchema? type)
    {
        foreach (var (key, directive) in patch.ToList())
        {
            if (PatchDirectives.OrderOf(key) is not { } list)
            {
                continue;
            }

            patch.Remove(key);
            var order = directive as JsonArray ?? throw PatchDirectives.Bad("invalid patch format of setElementOrder list");
            MergeOrdered(original, patch, list, order, PatchField.Find(type, list));
        }
    }

    /// <summary>Orders <paramref name="merged"/>, by the patch's and the server's order.</summary>
    public static JsonArray Arrange(
        List<JsonNode?> merged, IReadOnlyList<JsonNode?> patchOrder, IReadOnlyList<JsonNode?> serverOrder, string? mergeKey)
    {
        int In(IReadOnlyList<JsonNode?> order, JsonNode? item)
        {
            var at = order.Index().FirstOrDefault(other => ListMerge.SameKey(other.Item, item, mergeKey), (-1, null)).Index;
            return at;
        }

        var ofPatch = merged.Where(item => In(patchOrder, item) >= 0).OrderBy(item => In(patchOrder, item)).ToList();
        var ofServer = merged.Where(item => In(patchOrder, item) < 0).OrderBy(item => In(serverOrder, item)).ToList();
        var arranged = new JsonArray();
        var (left, right) = (0, 0);
        while (left < ofServer.Count || right < ofPatch.Count)
        {
            var takesServer = right >= ofPatch.Count
                || (left < ofServer.Count && IsBefore(In(serverOrder, ofServer[left]), In(serverOrder, ofPatch[right])));
            arranged.Add((takesServer ? ofServer[left++] : ofPatch[right++])?.DeepClone());
        }

        return arranged;
    }

    private static bool IsBefore(int server, int patch) => server >= 0 && patch >= 0 && server < patch;

    private static void MergeOrdered(
        JsonObject original, JsonObject patch, string list, JsonArray order, PatchField field)
    {
        var old = original[list] as JsonArray;
        var changes = patch[list] as JsonArray;
        Validate(changes, order, field.MergeKey);
        if (old is null && changes is null)
        {
            return;
        }

        var before = old is null ? [] : ListMerge.Take(old);
        var merged = old is null ? Cleaned(changes!)
            : changes is null ? before
            : field.IsMergedList ? ListMerge.Take(ListMerge.Merge(old, changes, field))
            : ListMerge.Take(changes);
        original[list] = Arrange(merged, [.. order], before, field.MergeKey);
        patch.Remove(list);
    }

    private static List<JsonNode?> Cleaned(JsonArray changes)
    {
        PatchDirectives.WithoutDirectives(changes, out var cleaned);
        return ListMerge.Take((JsonArray)cleaned!);
    }

    // The patch's items must appear in the directive, in the same order; deletions are ignored.
    private static void Validate(JsonArray? changes, JsonArray order, string? mergeKey)
    {
        if (changes is not { Count: > 0 } || order.Count == 0)
        {
            return;
        }

        var asked = changes
            .Where(item => item is not JsonObject map || !map.ContainsKey(PatchDirectives.Patch))
            .ToList();
        var next = 0;
        foreach (var item in order)
        {
            next += next < asked.Count && ListMerge.SameKey(asked[next], item, mergeKey) ? 1 : 0;
        }

        if (next < asked.Count)
        {
            throw PatchDirectives.Bad(
                $"The order in patch list:\n{GoText.Of(changes)}\n doesn't match $setElementOrder list:\n{GoText.Of(order)}\n");
        }
    }
}
