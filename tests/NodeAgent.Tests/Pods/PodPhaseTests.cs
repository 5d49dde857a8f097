using OrleansScheduler.NodeAgent.Containers;
using OrleansScheduler.NodeAgent.Pods;
using static OrleansScheduler.NodeAgent.Tests.Pods.Slots;

namespace OrleansScheduler.NodeAgent.Tests.Pods;

public sealed class PodPhaseTests
{
    [Fact]
    public void Of_NothingRan_IsPending() => AssertPhase("Pending", "Always", Fresh("c"));

    [Fact]
    public void Of_OneOfTwoRuns_IsRunning() => AssertPhase("Running", "Never", Running("a"), Ended("b", 1));

    [Fact]
    public void Of_OneHasNotRunYet_IsPending() => AssertPhase("Pending", "Never", Running("a"), Fresh("b"));

    [Fact]
    public void Of_AllSucceeded_IsSucceeded() => AssertPhase("Succeeded", "Never", Ended("a", 0), Ended("b", 0));

    [Fact]
    public void Of_OneFailed_IsFailed() => AssertPhase("Failed", "Never", Ended("a", 0), Ended("b", 1));

    [Fact]
    public void Of_RestartIsDue_StaysRunning() => AssertPhase("Running", "OnFailure", Ended("a", 1));

    [Fact]
    public void Of_SidecarStillRuns_StaysRunning() =>
        AssertPhase("Running", "Never", Running("s", ContainerRole.Sidecar), Ended("c", 0));

    [Fact]
    public void Of_InitContainerFailed_IsFailedOnlyForGood()
    {
        AssertPhase("Failed", "Never", Ended("i", 1, ContainerRole.Init), Fresh("c"));
        AssertPhase("Pending", "Always", Ended("i", 1, ContainerRole.Init), Fresh("c"));
    }

    [Fact]
    public void Of_InitContainerRestartsByItsOwnPolicy_IsPending()
    {
        var init = Ended("i", 1, ContainerRole.Init);
        init.Spec.RestartPolicy = "OnFailure";

        AssertPhase("Pending", "Never", init, Fresh("c"));
    }

    [Fact]
    public void Of_NodeEndedThePod_IsFailed() =>
        Assert.Equal("Failed", PodPhase.Of(Observe("Never", Ended("c", 0)) with { Failure = new("DeadlineExceeded", "") }));

    private static void AssertPhase(string expected, string policy, params ContainerSlot[] slots) =>
        Assert.Equal(expected, PodPhase.Of(Observe(policy, slots)));
}
