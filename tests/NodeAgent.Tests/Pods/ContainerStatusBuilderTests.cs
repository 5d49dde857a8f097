using OrleansScheduler.NodeAgent.Containers;
using OrleansScheduler.NodeAgent.Pods;
using OrleansScheduler.NodeAgent.Runtime;
using static OrleansScheduler.NodeAgent.Tests.Pods.Slots;

namespace OrleansScheduler.NodeAgent.Tests.Pods;

public sealed class ContainerStatusBuilderTests
{
    [Fact]
    public void Build_NotYetStarted_IsCreatingOrInitializing()
    {
        Assert.Equal("ContainerCreating", Build(Fresh("c")).State.Waiting.Reason);
        Assert.Equal("PodInitializing", Build(Fresh("c"), Running("i", ContainerRole.Init)).State.Waiting.Reason);
    }

    [Fact]
    public void Build_Running_HasIdAndStart()
    {
        var status = Build(Running("c"));

        Assert.Equal("process://c-0", status.ContainerID);
        Assert.Equal(DateTime.UnixEpoch, status.State.Running.StartedAt);
        Assert.True(status.Ready);
        Assert.True(status.Started);
    }

    [Fact]
    public void Build_WaitingAfterAFailure_ShowsTheFailureAsLastState()
    {
        var slot = Ended("c", 3);
        slot.Waiting = new() { Reason = "CrashLoopBackOff" };

        var status = Build(slot);

        Assert.Equal("CrashLoopBackOff", status.State.Waiting.Reason);
        Assert.Equal((3, "Error"), (status.LastState.Terminated.ExitCode, status.LastState.Terminated.Reason));
    }

    [Fact]
    public void Build_SecondRun_CountsTheRestartAndKeepsTheFirstEnd()
    {
        var slot = Fresh("c");
        slot.Run = new FakeContainer("c", attempt: 1);
        slot.PreviousExit = ("c-0", new ContainerExit(1, "Error", "bye", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch));

        var status = Build(slot);

        Assert.Equal(1, status.RestartCount);
        Assert.Equal(("process://c-0", "bye"), (status.LastState.Terminated.ContainerID, status.LastState.Terminated.Message));
    }

    [Fact]
    public void Build_PodStoppedBeforeTheContainerWasFound_IsUnknown()
    {
        var slot = Fresh("c");

        var status = ContainerStatusBuilder.Build(slot, Observe("Never", slot) with { IsStopped = true });

        Assert.Equal((137, "ContainerStatusUnknown"), (status.State.Terminated.ExitCode, status.State.Terminated.Reason));
    }

    private static k8s.Models.V1ContainerStatus Build(ContainerSlot slot, params ContainerSlot[] others) =>
        ContainerStatusBuilder.Build(slot, Observe("Always", [slot, .. others]));
}
