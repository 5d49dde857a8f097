using k8s.Models;
using OrleansScheduler.NodeAgent.Containers;
using OrleansScheduler.NodeAgent.Pods;
using static OrleansScheduler.NodeAgent.Tests.Pods.Slots;

namespace OrleansScheduler.NodeAgent.Tests.Pods;

public sealed class PodConditionsTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddHours(1);

    [Fact]
    public void Build_ContainerRuns_AllAreTrueInTheKubeletsOrder()
    {
        var conditions = PodConditions.Build(Observe("Always", Running("c")), "Running", Now);

        Assert.Equal(
            ["PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled"],
            conditions.Select(condition => condition.Type));
        Assert.All(conditions, condition => Assert.Equal(("True", 1L), (condition.Status, condition.ObservedGeneration)));
    }

    [Fact]
    public void Build_ReadinessProbeHasNotPassed_NamesTheContainer()
    {
        var slot = Running("c");
        slot.Spec.ReadinessProbe = new();

        var ready = Find(PodConditions.Build(Observe("Always", slot, Running("d")), "Running", Now), "Ready");

        Assert.Equal(
            ("False", "ContainersNotReady", "containers with unready status: [c]"), (ready.Status, ready.Reason, ready.Message));
    }

    [Fact]
    public void Build_InitContainersAreNotDone_NamesThem()
    {
        var observation = Observe("Always", Ended("a", 0, ContainerRole.Init), Fresh("b", ContainerRole.Init), Fresh("c"));

        var initialized = Find(PodConditions.Build(observation, "Pending", Now), "Initialized");

        Assert.Equal(
            ("False", "ContainersNotInitialized", "containers with incomplete status: [b]"),
            (initialized.Status, initialized.Reason, initialized.Message));
    }

    [Theory]
    [InlineData(null, "False", "corresponding condition of pod readiness gate \"g\" does not exist.")]
    [InlineData("False", "False", "the status of pod readiness gate \"g\" is not \"True\", but False")]
    [InlineData("True", "True", null)]
    public void Build_ReadinessGate_IsWhatItsConditionSays(string? gate, string expected, string? message)
    {
        var observation = Observe("Always", Running("c"));
        observation.Pod.Spec.ReadinessGates = [new() { ConditionType = "g" }];
        observation.Pod.Status.Conditions = gate is null ? null : [new() { Type = "g", Status = gate }];

        var ready = Find(PodConditions.Build(observation, "Running", Now), "Ready");

        Assert.Equal((expected, message), (ready.Status, ready.Message));
    }

    [Fact]
    public void Build_StatusStays_KeepsItsTimeAndOthersConditions()
    {
        var observation = Observe("Always", Running("c"));
        observation.Pod.Status.Conditions =
        [
            new() { Type = "Ready", Status = "True", LastTransitionTime = DateTime.UnixEpoch },
            new() { Type = "ContainersReady", Status = "False", LastTransitionTime = DateTime.UnixEpoch },
            new() { Type = "DisruptionTarget", Status = "True" },
        ];

        var conditions = PodConditions.Build(observation, "Running", Now);

        Assert.Equal(DateTime.UnixEpoch, Find(conditions, "Ready").LastTransitionTime);
        Assert.Equal(Now.UtcDateTime, Find(conditions, "ContainersReady").LastTransitionTime);
        Assert.Equal("DisruptionTarget", conditions[0].Type);
    }

    [Theory]
    [InlineData("Succeeded", "PodCompleted")]
    [InlineData("Failed", "PodFailed")]
    public void Build_PodHasEnded_SaysSo(string phase, string reason) =>
        Assert.Equal(reason, Find(PodConditions.Build(Observe("Never", Ended("c", 0)), phase, Now), "Ready").Reason);

    private static V1PodCondition Find(IEnumerable<V1PodCondition> conditions, string type) =>
        conditions.Single(condition => condition.Type == type);
}
