using System.Text.Json;
using k8s.Models;
using Microsoft.Extensions.Time.Testing;
using OrleansScheduler.Resources.ManagedFields;
using OrleansScheduler.Resources.Schema;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.Resources.Tests.ManagedFields;

public class ServerSideApplyTests
{
    private const string TwoKeys = """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"},"data":{"a":"1","b":"2"}}""";

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Apply_NoObject_OwnsWhatTheDocumentSays()
    {
        var created = Apply(TwoKeys, null, "one");

        var entry = Assert.Single(created.Metadata.ManagedFields);
        Assert.Equal(("one", "Apply", "v1"), (entry.Manager, entry.Operation, entry.ApiVersion));
        Assert.Equal("""{"f:data":{"f:a":{},"f:b":{}}}""", JsonSerializer.Serialize(entry.FieldsV1));
    }

    [Fact]
    public void Apply_FieldNoLongerSaid_IsRemoved()
    {
        var updated = Apply(Data("a", "1"), Apply(TwoKeys, null, "one"), "one");

        Assert.Equal(["a"], updated.Data.Keys);
    }

    [Fact]
    public void Apply_FieldNoLongerSaidButCoOwned_Stays()
    {
        var shared = Apply(Data("b", "2"), Apply(TwoKeys, null, "one"), "two");

        var updated = Apply(Data("a", "1"), shared, "one");

        Assert.Equal(["a", "b"], updated.Data.Keys.Order());
    }

    [Fact]
    public void Apply_OthersField_IsAConflict()
    {
        var live = Apply(TwoKeys, null, "one");

        var refusal = Assert.Throws<StatusException>(() => Apply(Data("a", "9"), live, "two"));

        Assert.Equal(409, refusal.Status.Code);
        Assert.Equal("Apply failed with 1 conflict: conflict with \"one\": .data.a", refusal.Message);
        var cause = Assert.Single(refusal.Status.Details.Causes);
        Assert.Equal((".data.a", "FieldManagerConflict"), (cause.Field, cause.Reason));
    }

    [Fact]
    public void Apply_OthersFieldWithForce_ChangesHands()
    {
        var live = Apply(TwoKeys, null, "one");

        var taken = Apply(Data("a", "9"), live, "two", force: true);

        Assert.Equal("9", taken.Data["a"]);
        Assert.Equal(
            ["""one {"f:data":{"f:b":{}}}""", """two {"f:data":{"f:a":{}}}"""],
            taken.Metadata.ManagedFields.Select(entry => $"{entry.Manager} {JsonSerializer.Serialize(entry.FieldsV1)}"));
    }

    [Fact]
    public void Apply_SameAgain_KeepsTheTime()
    {
        var live = Apply(TwoKeys, null, "one");
        var before = live.Metadata.ManagedFields[0].Time;
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(before, Apply(TwoKeys, live, "one").Metadata.ManagedFields[0].Time);
    }

    [Fact]
    public void Apply_ObjectWithoutOwners_ConflictsWithWhatWasThere()
    {
        var live = new V1ConfigMap { Metadata = new V1ObjectMeta { Name = "c" }, Data = new Dictionary<string, string> { ["a"] = "0" } };

        var refusal = Assert.Throws<StatusException>(() => Apply(TwoKeys, live, "one"));

        Assert.Contains("conflict with \"before-first-apply\" using v1: .data.a", refusal.Message);
    }

    [Theory]
    [InlineData("""{"metadata":{"name":"c"}}""", 400, "invalid object type: /, Kind=")]
    [InlineData("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"managedFields":[]}}""", 400, "metadata.managedFields must be nil")]
    [InlineData(
        """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"},"dat":{}}""",
        500,
        "failed to create typed patch object (/c; /v1, Kind=ConfigMap): .dat: field not declared in schema")]
    public void Apply_BadDocument_IsRefused(string document, int code, string message)
    {
        var refusal = Assert.Throws<StatusException>(() => Apply(document, null, "one"));

        Assert.Equal((code, message), (refusal.Status.Code ?? 0, refusal.Message));
    }

    [Fact]
    public void Apply_KeyedList_MergesByKeyAndDefaultsKeys()
    {
        var apply = new ServerSideApply(Kinds.Pods, "", _time);
        var pod = apply.Apply(
            ObjectJson.Parse("""
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[
                {"name":"a","image":"x","ports":[{"containerPort":80}]}]}}
                """u8),
            null,
            "one",
            force: false);

        Assert.Equal(
            """
            {"f:spec":{"f:containers":{"k:{\"name\":\"a\"}":{".":{},"f:image":{},"f:name":{},"f:ports":{"k:{\"containerPort\":80,\"protocol\":\"TCP\"}":{".":{},"f:containerPort":{}}}}}}}
            """.Trim(),
            ((JsonElement)pod.Metadata.ManagedFields[0].FieldsV1).GetRawText());
    }

    private static string Data(string key, string value) =>
        $$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"},"data":{"{{{key}}}":"{{{value}}}"}}""";

    private V1ConfigMap Apply(string document, V1ConfigMap? live, string manager, bool force = false)
    {
        var apply = new ServerSideApply(Kinds.ConfigMaps, "", _time);
        var copy = live is null
            ? null
            : (V1ConfigMap)ObjectCodec.Decode(ObjectCodec.Encode(live, Kinds.ConfigMaps.GroupVersionKind), Kinds.ConfigMaps.GroupVersionKind).Object;
        return (V1ConfigMap)apply.Apply(ObjectJson.Parse(System.Text.Encoding.UTF8.GetBytes(document)), copy, manager, force);
    }
}
