using System.Text.Json.Nodes;

namespace OrleansScheduler.ApiServer.Patches;

/// <summary>RFC 7386: members replace members, null removes, lists are replaced whole.</summary>
internal static class MergePatch
{
    public static JsonObject Apply(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            switch (value)
            {
                case null:
                    target.Remove(name);
                    break;
                case JsonObject inner:
                    var merged = Apply(target[name] as JsonObject ?? [], inner);
                    if (merged.Parent is null)
                    {
                        target[name] = merged;
                    }

                    break;
                default:
                    target[name] = value.DeepClone();
                    break;
            }
        }

        return target;
    }
}
