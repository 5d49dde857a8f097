using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OrleansScheduler.Resources.Schema;

namespace OrleansScheduler.Resources.Tests.Schema;

public sealed partial class ObjectCodecGoldenTests
{
    [Fact]
    public void Encode_OfEveryRecordedObject_GivesTheSameJson()
    {
        var compared = 0;
        var problems = new List<string>();
        foreach (var recorded in RecordedObjects.All())
        {
            var wire = JsonNode.Parse(Concrete(recorded.ToJsonString()))!.AsObject();
            var type = TypeOf(wire);
            if (!ObjectCodec.Knows(type))
            {
                continue;
            }

            var decoded = ObjectCodec.Decode(wire, type);
            wire["metadata"]!.AsObject().Remove("resourceVersion");
            compared++;
            problems.AddRange(decoded.StrictProblems);
            problems.AddRange(JsonDifference.Between(wire, JsonNode.Parse(ObjectCodec.Encode(decoded.Object, type)), type.Kind));
        }

        var found = string.Join('\n', problems.Distinct());
        Assert.True(found.Length == 0, found);
        Assert.True(compared > 500, $"only {compared} objects were compared");
    }

    private static GroupVersionKind TypeOf(JsonObject wire)
    {
        var apiVersion = wire["apiVersion"]!.GetValue<string>();
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        return new GroupVersionKind(
            slash < 0 ? "" : apiVersion[..slash], apiVersion[(slash + 1)..], wire["kind"]!.GetValue<string>());
    }

    // The recordings have placeholders where values differ from run to run.
    private static string Concrete(string json)
    {
        json = MicroTime().Replace(json, "\"$1\":\"2026-11-23T19:01:06.000000Z\"");
        json = Time().Replace(json, "2026-11-23T19:01:06Z");
        json = NodePort().Replace(json, "30000");
        return Other().Replace(json, "eA==");
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
