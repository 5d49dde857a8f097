using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.Resources.Tests.Schema;

/// <summary>The objects a real API server answered with.</summary>
internal static partial class RecordedObjects
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

    /// <summary>The JSON with values for the placeholders that stand where recordings differ from run to run.</summary>
    public static string Concrete(JsonObject recorded)
    {
        var json = MicroTime().Replace(recorded.ToJsonString(), "\"$1\":\"2026-11-23T19:01:06.000000Z\"");
        json = Time().Replace(json, "2026-11-23T19:01:06Z");
        json = NodePort().Replace(json, "30000");
        return Other().Replace(json, "eA==");
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

    [GeneratedRegex("""
        "(eventTime|renewTime|acquireTime|lastObservedTime)":"\\u003Ctime\\u003E"
        """)]
    private static partial Regex MicroTime();

    [GeneratedRegex("""\\u003Ctime\\u003E""")]
    private static partial Regex Time();

    [GeneratedRegex("""
        "\\u003CnodePort(:[0-9]+)?\\u003E"
        """)]
    private static partial Regex NodePort();

    [GeneratedRegex("""\\u003C[a-z0-9-]+(:[0-9]+)?\\u003E""")]
    private static partial Regex Other();
}
