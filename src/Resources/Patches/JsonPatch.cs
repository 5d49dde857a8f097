using System.Text.Json.Nodes;

namespace OrleansScheduler.Resources.Patches;

/// <summary>JSON Patch, RFC 6902.</summary>
public static class JsonPatch
{
    public const int OperationsMax = 10_000;

    /// <summary>The patched copy of <paramref name="document"/>; all operations succeed or it throws.</summary>
    public static JsonNode Apply(JsonNode document, JsonArray patch)
    {
        if (patch.Count > OperationsMax)
        {
            throw new PatchException(
                PatchProblem.TooLarge,
                $"The allowed maximum operations in a JSON patch is {OperationsMax}, got {patch.Count}");
        }

        // The root may be replaced, too, so it hangs in a holder while the operations run.
        var holder = new JsonObject { ["root"] = document.DeepClone() };
        foreach (var operation in patch)
        {
            Apply(holder, operation as JsonObject ?? throw Malformed("an operation is not an object"));
        }

        return holder["root"]?.DeepClone() ?? throw NotApplicable("the patch leaves nothing");
    }

    private static void Apply(JsonObject holder, JsonObject operation)
    {
        var path = PathOf(operation, "path");
        var target = JsonPointer.Resolve(holder, path);
        switch (Text(operation, "op"))
        {
            case "add":
                target.Add(ValueOf(operation), path);
                break;
            case "replace":
                target.Replace(ValueOf(operation), path);
                break;
            case "remove":
                target.Remove(path);
                break;
            case "move":
                target.Add(TakeFrom(holder, operation, remove: true), path);
                break;
            case "copy":
                target.Add(TakeFrom(holder, operation, remove: false), path);
                break;
            case "test":
                Test(target, operation, path);
                break;
            case var unknown:
                throw NotApplicable($"unexpected kind: {unknown}");
        }
    }

    private static JsonNode? TakeFrom(JsonObject holder, JsonObject operation, bool remove)
    {
        var from = PathOf(operation, "from");
        var source = JsonPointer.Resolve(holder, from);
        var value = source.Get(from)?.DeepClone();
        if (remove)
        {
            source.Remove(from);
        }

        return value;
    }

    // A test of something missing against null passes.
    private static void Test(JsonPointer target, JsonObject operation, string path)
    {
        var isMissing = target.Parent is JsonObject map && !map.ContainsKey(target.Step);
        var actual = isMissing ? null : target.Get(path);
        if (!JsonNode.DeepEquals(actual, operation["value"]))
        {
            throw NotApplicable($"testing value {path} failed");
        }
    }

    private static JsonNode? ValueOf(JsonObject operation) => operation.ContainsKey("value")
        ? operation["value"]?.DeepClone()
        : throw NotApplicable("an operation lacks its value");

    // An empty path names the whole document.
    private static string PathOf(JsonObject operation, string member)
    {
        var path = Text(operation, member);
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return $"/root{(slash < 0 ? "" : path[slash..])}";
    }

    private static string Text(JsonObject operation, string member) =>
        operation[member] is JsonValue value && value.TryGetValue<string>(out var text)
            ? text
            : throw NotApplicable($"an operation lacks its {member}");

    private static PatchException NotApplicable(string problem) => new(PatchProblem.NotApplicable, problem);

    private static PatchException Malformed(string problem) => new(PatchProblem.Malformed, problem);
}
