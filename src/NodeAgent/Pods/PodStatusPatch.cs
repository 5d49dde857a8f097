using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace OrleansScheduler.NodeAgent.Pods;

/// <summary>
/// The strategic merge patch that brings a pod's status from what the cluster has to what the node sees. It names nothing that did not change and
/// nothing that others own, so what they wrote meanwhile stays: from <c>{phase: Pending, conditions: [a, Ready=False]}</c> to
/// <c>{phase: Running, conditions: [a, Ready=True]}</c> it is <c>{phase: Running, conditions: [Ready=True]}</c>.
/// </summary>
internal static class PodStatusPatch
{
    private const string Conditions = "conditions";
    private static readonly string[] OwnedByOthers =
        ["nominatedNodeName", "resourceClaimStatuses", "extendedResourceClaimStatus", "ephemeralContainerStatuses", "resize"];

    private static readonly string[] MergedLists = ["hostIPs", "podIPs"];

    /// <summary>The patch of the <c>status</c> field; null when there is nothing to tell.</summary>
    public static JsonObject? Between(V1PodStatus? known, V1PodStatus seen)
    {
        var (from, to) = (ToJson(known ?? new()), ToJson(seen));
        var (fromConditions, toConditions) = (Take(from, Conditions), Take(to, Conditions));
        foreach (var name in OwnedByOthers.Where(name => !to.ContainsKey(name)))
        {
            from.Remove(name);
        }

        var patch = Difference(from, to);
        foreach (var list in MergedLists.Where(list => patch[list] is JsonArray))
        {
            // These lists are merged by address: without the directive the old addresses would stay.
            patch[list]!.AsArray().Insert(0, new JsonObject { ["$patch"] = "replace" });
        }

        AddConditions(patch, fromConditions, toConditions);
        return patch.Count == 0 ? null : patch;
    }

    private static void AddConditions(JsonObject patch, JsonArray from, JsonArray to)
    {
        var changes = new JsonArray();
        foreach (var condition in to.OfType<JsonObject>().Where(IsOwned))
        {
            var before = from.OfType<JsonObject>().FirstOrDefault(old => TypeOf(old) == TypeOf(condition)) ?? [];
            if (Difference(before, condition) is { Count: > 0 } change)
            {
                change["type"] = TypeOf(condition);
                changes.Add(change);
            }
        }

        foreach (var gone in from.OfType<JsonObject>().Where(IsOwned)
            .Where(old => !to.OfType<JsonObject>().Any(condition => TypeOf(condition) == TypeOf(old))))
        {
            changes.Add(new JsonObject { ["$patch"] = "delete", ["type"] = TypeOf(gone) });
        }

        if (changes.Count > 0)
        {
            patch[Conditions] = changes;
            patch["$setElementOrder/conditions"] = new JsonArray(
                [.. to.OfType<JsonObject>().Select(condition => new JsonObject { ["type"] = TypeOf(condition) })]);
        }
    }

    /// <summary>Changed fields with their new value, removed ones with null; objects go deeper, lists are replaced.</summary>
    private static JsonObject Difference(JsonObject from, JsonObject to)
    {
        var patch = new JsonObject();
        foreach (var (name, value) in to)
        {
            if (from[name] is JsonObject before && value is JsonObject after)
            {
                if (Difference(before, after) is { Count: > 0 } deeper)
                {
                    patch[name] = deeper;
                }
            }
            else if (!from.ContainsKey(name) || !JsonNode.DeepEquals(from[name], value))
            {
                patch[name] = value?.DeepClone();
            }
        }

        foreach (var (name, _) in from.Where(field => !to.ContainsKey(field.Key)))
        {
            patch[name] = null;
        }

        return patch;
    }

    private static JsonArray Take(JsonObject status, string name) => status.Remove(name, out var value) && value is JsonArray list ? list : [];

    private static bool IsOwned(JsonObject condition) => PodConditions.IsOwned(TypeOf(condition));

    private static string TypeOf(JsonObject condition) => (string?)condition["type"] ?? "";

    private static JsonObject ToJson(V1PodStatus status) =>
        JsonNode.Parse(KubernetesJson.Serialize(status))?.AsObject() ?? [];
}
