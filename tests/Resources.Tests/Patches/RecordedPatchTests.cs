using System.Text.Json.Nodes;
using OrleansScheduler.Resources.Patches;
using OrleansScheduler.Resources.Schema;
using OrleansScheduler.Resources.Tests.Schema;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.Resources.Tests.Patches;

/// <summary>Each recorded patch, applied to the object as it was before, gives the object the server answered.</summary>
public sealed class RecordedPatchTests
{
    [Fact]
    public void Apply_OfEveryRecordedPatch_GivesTheRecordedObject()
    {
        var golden = RepositoryRoot.Golden;
        Assert.SkipWhen(golden is null, "the recorded corpus is not beside this checkout");
        var compared = 0;
        var problems = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(golden!, "transcripts"), "e-*.json"))
        {
            compared += Replay(file, problems);
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
        Assert.True(compared > 40, $"only {compared} patches were compared");
    }

    private static int Replay(string file, List<string> problems)
    {
        var compared = 0;
        var objects = new Dictionary<string, JsonObject>();
        foreach (var step in JsonNode.Parse(File.ReadAllBytes(file))!["steps"]!.AsArray())
        {
            if (step!["response"]?["body"] is not JsonObject { } answer || answer["metadata"]?["name"] is null)
            {
                continue;
            }

            var url = step["request"]!["path"]!.GetValue<string>();
            var name = answer["kind"] + "/" + answer["metadata"]!["name"];
            var patched = url.Contains("dryRun", StringComparison.Ordinal) || !objects.TryGetValue(name, out var current)
                ? null
                : Patch(step["request"]!.AsObject(), current);
            if (patched is not null)
            {
                compared++;
                problems.AddRange(Missing(patched, answer, $"{Path.GetFileName(file)} {step["request"]!["body"]?.ToJsonString()}: "));
            }

            objects[name] = answer;
        }

        return compared;
    }

    private static JsonNode? Patch(JsonObject request, JsonObject current) =>
        (request["headers"]?["Content-Type"]?.GetValue<string>(), request["body"]) switch
        {
            ("application/json-patch+json", JsonArray patch) => JsonPatch.Apply(current, patch),
            ("application/merge-patch+json", JsonObject patch) => MergePatch.Apply(current, patch),
            ("application/strategic-merge-patch+json", JsonObject patch) =>
                StrategicMergePatch.Apply(current, patch, WireTypes.Find(TypeOf(current))!),
            _ => null,
        };

    private static GroupVersionKind TypeOf(JsonObject obj)
    {
        var apiVersion = obj["apiVersion"]!.GetValue<string>().Split('/');
        return new GroupVersionKind(apiVersion.Length > 1 ? apiVersion[0] : "", apiVersion[^1], obj["kind"]!.GetValue<string>());
    }

    // The server adds defaults, moves generation and revision, drops empty maps and fields it does not know.
    private static IEnumerable<string> Missing(JsonNode patched, JsonObject answer, string prefix) =>
        JsonDifference.Between(patched, answer).Where(difference =>
            !difference.StartsWith(".metadata.generation", StringComparison.Ordinal)
            && !difference.StartsWith(".metadata.resourceVersion", StringComparison.Ordinal)
            && !difference.Contains("expected nothing", StringComparison.Ordinal)
            && !difference.EndsWith("expected {}, got nothing", StringComparison.Ordinal)
            && WireTypes.Find(TypeOf(answer))!.Find(difference.Split('.', ':', '[')[1]) is not null).Select(difference => prefix + difference);
}
