using System.Text.Json.Nodes;
using OrleansScheduler.ApiServer.Patches;

namespace OrleansScheduler.ApiServer.Tests.Patches;

public sealed class JsonPatchTests
{
    [Theory]
    [InlineData("""{"a":1}""", """[{"op":"add","path":"/b","value":2}]""", """{"a":1,"b":2}""")]
    [InlineData("""{"a":[1,3]}""", """[{"op":"add","path":"/a/1","value":2}]""", """{"a":[1,2,3]}""")]
    [InlineData("""{"a":{"x/y":1}}""", """[{"op":"remove","path":"/a/x~1y"}]""", """{"a":{}}""")]
    [InlineData("""{"a":1}""", """[{"op":"move","from":"/a","path":"/b"}]""", """{"b":1}""")]
    [InlineData("""{"a":1}""", """[{"op":"test","path":"/a","value":1},{"op":"copy","from":"/a","path":"/b"}]""", """{"a":1,"b":1}""")]
    public void Apply_ValidOperations_ChangesDocument(string document, string patch, string expected)
    {
        var patched = JsonPatch.Apply(JsonNode.Parse(document), JsonNode.Parse(patch)!.AsArray());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), patched), patched?.ToJsonString());
    }

    [Theory]
    [InlineData("""[{"op":"remove","path":"/none"}]""")]
    [InlineData("""[{"op":"test","path":"/a","value":9}]""")]
    [InlineData("""[{"op":"bogus","path":"/a"}]""")]
    [InlineData("""[{"op":"add","path":"/x/y","value":1}]""")]
    [InlineData("[7]")]
    public void Apply_ImpossibleOperation_Throws(string patch) => Assert.Throws<FormatException>(
        () => JsonPatch.Apply(JsonNode.Parse("""{"a":1}"""), JsonNode.Parse(patch)!.AsArray()));
}
