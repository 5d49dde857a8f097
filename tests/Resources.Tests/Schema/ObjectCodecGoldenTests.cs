using System.Text.Json.Nodes;
using OrleansScheduler.Resources.Schema;

namespace OrleansScheduler.Resources.Tests.Schema;

public sealed class ObjectCodecGoldenTests
{
    [Fact]
    public void Encode_OfEveryRecordedObject_GivesTheSameJson()
    {
        var compared = 0;
        var problems = new List<string>();
        foreach (var recorded in RecordedObjects.All())
        {
            var wire = JsonNode.Parse(RecordedObjects.Concrete(recorded))!.AsObject();
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
}
