using k8s.Models;
using OrleansScheduler.Resources.Core.Pods;

namespace OrleansScheduler.Resources.Tests.Core.Pods;

public sealed class PodTableTests
{
    private static readonly DateTime Now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Row_OfAPendingPod_ShowsItsPhase() =>
        Assert.Equal(["p", "0/1", "Pending", "0", "60s", "<none>", "<none>", "<none>", "<none>"], Cells(Pod()));

    [Fact]
    public void Row_OfAnInitializingPod_CountsInitContainers()
    {
        var pod = Pod();
        pod.Spec.InitContainers = [new V1Container { Name = "a" }, new V1Container { Name = "b" }];
        pod.Status.InitContainerStatuses =
        [
            Container("a", new() { Terminated = new() { ExitCode = 0 } }),
            Container("b", new() { Waiting = new() { Reason = "PodInitializing" } }),
        ];
        Assert.Equal("Init:1/2", Cells(pod)[2]);
    }

    [Fact]
    public void Row_OfAFailedInitContainer_ShowsItsExitCode()
    {
        var pod = Pod();
        pod.Spec.InitContainers = [new V1Container { Name = "a" }];
        pod.Status.InitContainerStatuses = [Container("a", new() { Terminated = new() { ExitCode = 3 } })];
        Assert.Equal("Init:ExitCode:3", Cells(pod)[2]);
    }

    [Fact]
    public void Row_OfARestartedContainer_ShowsWhenItEnded()
    {
        var pod = Pod();
        var status = Container("c", new() { Running = new() });
        status.Ready = true;
        status.RestartCount = 2;
        status.LastState = new() { Terminated = new() { FinishedAt = Now.AddMinutes(-5) } };
        pod.Status.Phase = "Running";
        pod.Status.ContainerStatuses = [status];
        Assert.Equal(["1/1", "Running", "2 (5m ago)"], Cells(pod)[1..4]);
    }

    [Fact]
    public void Row_OfADeletedRunningPod_IsTerminating()
    {
        var pod = Pod();
        pod.Status.Phase = "Running";
        pod.Metadata.DeletionTimestamp = Now;
        Assert.Equal("Terminating", Cells(pod)[2]);
    }

    [Fact]
    public void Row_OfASucceededPod_CarriesItsCondition()
    {
        var pod = Pod();
        pod.Status.Phase = "Succeeded";
        pod.Status.ContainerStatuses =
            [Container("c", new() { Terminated = new() { ExitCode = 0, Reason = "Completed" } })];
        var row = PodTable.Row(pod, Now);
        Assert.Equal("Completed", row.Cells[2]);
        Assert.Equal(
            new TableRowCondition("Completed", "True", "Succeeded", "The pod has completed successfully."),
            row.Condition);
    }

    private static V1Pod Pod() => new()
    {
        Metadata = new V1ObjectMeta { Name = "p", CreationTimestamp = Now.AddMinutes(-1) },
        Spec = new V1PodSpec { Containers = [new V1Container { Name = "c" }] },
        Status = new V1PodStatus { Phase = "Pending" },
    };

    private static V1ContainerStatus Container(string name, V1ContainerState state) =>
        new() { Name = name, State = state };

    private static List<object?> Cells(V1Pod pod) => [.. PodTable.Row(pod, Now).Cells];
}
