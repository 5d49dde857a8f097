using k8s.Models;
using OrleansScheduler.ControlPlane.Nodes;
using OrleansScheduler.ControlPlane.Tests.Schedulers;

namespace OrleansScheduler.ControlPlane.Tests.Nodes;

public sealed class NodeTaintsTests
{
    private const string NotReady = "node.kubernetes.io/not-ready";
    private const string Unreachable = "node.kubernetes.io/unreachable";

    [Theory]
    [InlineData("True", false)]
    [InlineData("False", false, NotReady + ":NoSchedule")]
    [InlineData("False", true, NotReady + ":NoSchedule", NotReady + ":NoExecute")]
    [InlineData("Unknown", true, Unreachable + ":NoSchedule", Unreachable + ":NoExecute")]
    public void Changed_ByReadiness_GivesItsTaints(string ready, bool mayEvict, params string[] expected)
    {
        var node = Node(ready);

        Assert.Equal(expected, Text(NodeTaints.Changed(node, mayEvict, DateTime.UnixEpoch)));
    }

    [Fact]
    public void Changed_WithPressureAndCordon_AddsATaintForEach()
    {
        var node = Node("True");
        node.Spec.Unschedulable = true;
        node.Status.Conditions.Add(new V1NodeCondition { Type = "DiskPressure", Status = "True" });

        Assert.Equal(
            ["node.kubernetes.io/disk-pressure:NoSchedule", "node.kubernetes.io/unschedulable:NoSchedule"],
            Text(NodeTaints.Changed(node, false, DateTime.UnixEpoch)));
    }

    [Fact]
    public void Changed_WhenTheNodeIsWellAgain_TakesItsOwnTaintsAndLeavesOthers()
    {
        var node = Node("True");
        node.Spec.Taints =
        [
            new V1Taint { Key = NotReady, Effect = "NoSchedule" },
            new V1Taint { Key = NotReady, Effect = "NoExecute" },
            new V1Taint { Key = "example.com/gpu", Effect = "NoSchedule" },
        ];

        Assert.Equal(["example.com/gpu:NoSchedule"], Text(NodeTaints.Changed(node, true, DateTime.UnixEpoch)));
    }

    [Fact]
    public void Changed_AppliedTwice_ChangesNothingTheSecondTime()
    {
        var node = Node("Unknown");
        node.Spec.Taints = NodeTaints.Changed(node, true, DateTime.UnixEpoch);

        Assert.Null(NodeTaints.Changed(node, true, DateTime.UnixEpoch.AddDays(1)));
        Assert.False(NodeTaints.AwaitsEviction(node));
    }

    private static V1Node Node(string ready)
    {
        var node = TestObjects.Node("a");
        node.Status.Conditions[0].Status = ready;
        return node;
    }

    private static IEnumerable<string> Text(IEnumerable<V1Taint>? taints) =>
        (taints ?? []).Select(taint => $"{taint.Key}:{taint.Effect}");
}
