using k8s.Models;

namespace OrleansScheduler.NodeAgent.Tests.Pods;

public sealed class PodWorkerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_CommandSucceeds_PodSucceedsAndLogHoldsOutput()
    {
        await using var harness = PodHarness.Create(PodHarness.PodOf("echo hello; echo problem >&2"));
        await harness.StartAsync(Token);

        var status = await harness.WaitForEndAsync();

        Assert.Equal("Succeeded", status.Phase);
        Assert.Equal("hello\nproblem\n", harness.Log());
        Assert.Equal(["Created", "Started"], harness.Api.Events.Select(one => one.Happening.Reason));
    }

    [Fact]
    public async Task Run_CommandFails_PodFailsWithItsExitCode()
    {
        await using var harness = PodHarness.Create(PodHarness.PodOf("exit 7"));
        await harness.StartAsync(Token);

        var status = await harness.WaitForEndAsync();

        Assert.Equal("Failed", status.Phase);
        Assert.Equal(7, status.ContainerStatuses[0].State.Terminated.ExitCode);
    }

    [Fact]
    public async Task Run_UnknownCommand_ContainerEndsWithStartError()
    {
        var pod = PodHarness.PodOf("");
        pod.Spec.Containers[0].Command = ["/no/such/command"];
        await using var harness = PodHarness.Create(pod);
        await harness.StartAsync(Token);

        var status = await harness.WaitForEndAsync();

        var terminated = status.ContainerStatuses[0].State.Terminated;
        Assert.Equal((128, "StartError"), (terminated.ExitCode, terminated.Reason));
        Assert.Contains("stat /no/such/command: no such file or directory", terminated.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AgentRestarts_ProcessGoesOnAndIsAdopted()
    {
        var first = PodHarness.Create(PodHarness.PodOf("echo one; sleep 1; echo two; exit 3"));
        await first.StartAsync(Token);
        var running = await first.WaitAsync(status => status.Phase == "Running");

        await using var second = await first.RestartAgentAsync(Token);
        var status = await second.WaitForEndAsync();

        Assert.Equal(3, status.ContainerStatuses[0].State.Terminated.ExitCode);
        Assert.Equal(running.ContainerStatuses[0].ContainerID, status.ContainerStatuses[0].ContainerID);
        Assert.Equal("one\ntwo\n", second.Log());
    }

    [Fact]
    public async Task Delete_ProcessHandlesSigterm_EndsBeforeItsGraceAndIsRemoved()
    {
        await using var harness = PodHarness.Create(
            PodHarness.PodOf("trap 'echo bye; exit 0' TERM; while :; do sleep 0.1; done", "Always"));
        await harness.StartAsync(Token);
        await harness.WaitAsync(status => status.Phase == "Running");
        await Task.Delay(300, Token);

        harness.Delete(grace: 20);
        await harness.Api.Removed.Task.WaitAsync(TimeSpan.FromSeconds(10), Token);

        Assert.Equal("Succeeded", harness.Api.Statuses[^1].Phase);
        Assert.Contains(harness.Api.Events, one => one.Happening.Message == "Stopping container c");
    }
}
