using k8s.Models;
using OrleansScheduler.NodeAgent.Pods;

namespace OrleansScheduler.NodeAgent.Tests.Pods;

public sealed class PodStatusPatchTests
{
    [Fact]
    public void Between_EqualStatuses_IsNothing() => Assert.Null(PodStatusPatch.Between(Status("True"), Status("True")));

    [Fact]
    public void Between_OneConditionChanged_NamesOnlyThatOne()
    {
        var patch = PodStatusPatch.Between(Status("False", reason: "ContainersNotReady"), Status("True"));

        Assert.Equal(
            """{"conditions":[{"status":"True","reason":null,"type":"Ready"}],"$setElementOrder/conditions":[{"type":"example.com/gate"},{"type":"Ready"}]}""",
            patch?.ToJsonString());
    }

    [Fact]
    public void Between_AnothersConditionIsUnknownToTheNode_DoesNotMentionIt()
    {
        var known = Status("True");
        var seen = Status("True");
        seen.Conditions.RemoveAt(0);

        Assert.Null(PodStatusPatch.Between(known, seen));
    }

    [Fact]
    public void Between_OwnConditionIsGone_DeletesItByType()
    {
        var known = Status("True");
        var seen = new V1PodStatus();

        Assert.Equal(
            """[{"$patch":"delete","type":"Ready"}]""", PodStatusPatch.Between(known, seen)?["conditions"]?.ToJsonString());
    }

    [Fact]
    public void Between_FieldIsGone_IsNull()
    {
        var patch = PodStatusPatch.Between(new() { Phase = "Failed", Reason = "Evicted" }, new() { Phase = "Failed" });

        Assert.Equal("""{"reason":null}""", patch?.ToJsonString());
    }

    [Fact]
    public void Between_FieldOfTheScheduler_IsLeftAlone() =>
        Assert.Null(PodStatusPatch.Between(new() { Phase = "Pending", NominatedNodeName = "node-2" }, new() { Phase = "Pending" }));

    [Fact]
    public void Between_AddressChanged_ReplacesTheList()
    {
        var patch = PodStatusPatch.Between(
            new() { PodIPs = [new() { Ip = "10.0.0.1" }] }, new() { PodIPs = [new() { Ip = "10.0.0.2" }] });

        Assert.Equal("""{"podIPs":[{"$patch":"replace"},{"ip":"10.0.0.2"}]}""", patch?.ToJsonString());
    }

    private static V1PodStatus Status(string ready, string? reason = null) => new()
    {
        Conditions =
        [
            new() { Type = "example.com/gate", Status = "True" },
            new() { Type = "Ready", Status = ready, Reason = reason },
        ],
    };
}
