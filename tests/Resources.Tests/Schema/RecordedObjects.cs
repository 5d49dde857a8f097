using System.Text.Json.Nodes;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.Resources.Tests.Schema;

/// <summary>The objects a real API server answered with.</summary>
internal static class RecordedObjects
{
    public static IEnumerable<JsonObject> All()
    {
        if (RepositoryRoot.Golden is not { } golden)
        {
            Assert.Skip("the recorded corpus is not beside this checkout");
            yield break;
        }

        var files = Directory.EnumerateFiles(Path.Combine(golden, "transcripts"), "*.json")
            .Append(Path.Combine(golden, "defaults", "defaults-1.36.2.json"));
        foreach (var node in files.SelectMany(file => ObjectsIn(JsonNode.Parse(File.ReadAllBytes(file)))))
        {
            yield return node;
        }
    }

    private static IEnumerable<JsonObject> ObjectsIn(JsonNode? node) => node switch
    {
        JsonObject body when IsAnswer(body, out var answer) => [answer],
        JsonObject map => map.SelectMany(member => ObjectsIn(member.Value)),
        JsonArray list => list.SelectMany(ObjectsIn),
        _ => [],
    };

    private static bool IsAnswer(JsonObject node, out JsonObject answer)
    {
        answer = node["body"] as JsonObject ?? [];
        return node["status"] is JsonValue status && status.TryGetValue<int>(out var code) && code < 300
            && answer["kind"] is not null && answer["metadata"]?["name"] is not null;
    }
}
