using OrleansScheduler.NodeAgent.Containers;
using OrleansScheduler.NodeAgent.Pods;
using static OrleansScheduler.NodeAgent.Tests.Pods.Slots;

namespace OrleansScheduler.NodeAgent.Tests.Pods;

public sealed class PodPlanTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddMinutes(1);

    [Fact]
    public void Decide_NothingRan_StartsOnlyTheFirstInitContainer() =>
        AssertStarts("Always", ["i1"], Fresh("i1", ContainerRole.Init), Fresh("i2", ContainerRole.Init), Fresh("c"));

    [Fact]
    public void Decide_InitContainersSucceeded_StartsAllMainContainers() =>
        AssertStarts("Never", ["a", "b"], Ended("i1", 0, ContainerRole.Init), Fresh("a"), Fresh("b"));

    [Fact]
    public void Decide_SidecarHasStarted_GoesOnToTheNext() =>
        AssertStarts("Always", ["i2"], Running("s", ContainerRole.Sidecar), Fresh("i2", ContainerRole.Init), Fresh("c"));

    [Fact]
    public void Decide_InitContainerRuns_StartsNothing() =>
        AssertStarts("Always", [], Running("i1", ContainerRole.Init), Fresh("c"));

    [Fact]
    public void Decide_SidecarEndedBesideARunningMain_RestartsItWhateverThePolicy() =>
        AssertStarts("Never", ["s"], Sidecar(Ended("s", 1, ContainerRole.Sidecar)), Running("c"));

    [Fact]
    public void Decide_InitContainerFailedForGood_IsOver() =>
        Assert.True(PodPlan.Decide([Ended("i", 1, ContainerRole.Init), Fresh("c")], "Never", Now).IsOver);

    [Theory]
    [InlineData("Never", 1, true)]
    [InlineData("OnFailure", 0, true)]
    [InlineData("OnFailure", 1, false)]
    [InlineData("Always", 0, false)]
    public void Decide_MainContainerEnded_IsOverByPolicy(string policy, int code, bool isOver) =>
        Assert.Equal(isOver, PodPlan.Decide([Ended("c", code)], policy, Now).IsOver);

    [Fact]
    public void Decide_RestartIsHeldBack_WaitsAndComesBackWhenItIsTime()
    {
        var slot = Ended("c", 1);
        slot.NotBefore = Now.AddSeconds(10);

        Assert.Equal([slot], PodPlan.Decide([slot], "Always", Now).BackOff);
        Assert.Equal([slot], PodPlan.Decide([slot], "Always", Now.AddSeconds(10)).Start);
        Assert.Equal(TimeSpan.FromSeconds(10), PodPlan.NextOccasion([slot], null, Now, TimeSpan.FromMinutes(1)));
        Assert.Equal(TimeSpan.FromSeconds(3), PodPlan.NextOccasion([slot], Now.AddSeconds(3), Now, TimeSpan.FromMinutes(1)));
    }

    private static ContainerSlot Sidecar(ContainerSlot slot)
    {
        slot.Spec.RestartPolicy = "Always";
        return slot;
    }

    private static void AssertStarts(string policy, string[] expected, params ContainerSlot[] slots) =>
        Assert.Equal(expected, PodPlan.Decide(slots, policy, Now).Start.Select(slot => slot.Spec.Name));
}
