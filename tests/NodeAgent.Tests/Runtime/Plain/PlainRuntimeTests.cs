using System.Diagnostics;
using k8s.Models;
using OrleansScheduler.NodeAgent.Runtime;
using OrleansScheduler.NodeAgent.Tests.Pods;

namespace OrleansScheduler.NodeAgent.Tests.Runtime.Plain;

/// <summary>Pods on the runtime of Windows and macOS, run here as it would run there.</summary>
public sealed class PlainRuntimeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_CommandSucceeds_LogHoldsBothStreams()
    {
        await using var harness = await StartAsync(PodHarness.PodOf("echo hello; echo problem >&2"));

        var status = await harness.WaitForEndAsync();

        Assert.Equal("Succeeded", status.Phase);
        Assert.Equal(["hello", "problem"], harness.Log().Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());
        Assert.Equal(["Created", "Started"], harness.Api.Events.Select(one => one.Happening.Reason));
    }

    [Theory]
    [InlineData("exit 7", 7)]
    [InlineData("kill -TERM $$$$", 143)]
    public async Task Run_CommandFails_ExitCodeIsThatOfTheKubelet(string script, int code)
    {
        await using var harness = await StartAsync(PodHarness.PodOf(script));

        var terminated = (await harness.WaitForEndAsync()).ContainerStatuses[0].State.Terminated;

        Assert.Equal((code, "Error"), (terminated.ExitCode, terminated.Reason));
    }

    [Theory]
    [InlineData("/no/such/command", "stat /no/such/command: no such file or directory")]
    [InlineData("no-such-command", "exec: \"no-such-command\": executable file not found in $PATH")]
    [InlineData("/tmp", "is a directory")]
    [InlineData("/proc/self/environ", "permission denied")]
    public async Task Run_CommandThatCannotRun_SaysTheSameAsTheSupervisedRuntime(string command, string message)
    {
        var (plain, supervised) = (await EndAsync(ProcessMode.Plain), await EndAsync(ProcessMode.Supervised));

        Assert.Equal((128, "StartError"), (plain.ExitCode, plain.Reason));
        Assert.Contains(message, plain.Message, StringComparison.Ordinal);
        Assert.Equal((supervised.ExitCode, supervised.Reason, supervised.Message), (plain.ExitCode, plain.Reason, plain.Message));

        async Task<V1ContainerStateTerminated> EndAsync(ProcessMode mode)
        {
            var pod = PodHarness.PodOf("");
            pod.Spec.Containers[0].Command = [command];
            await using var harness = await StartAsync(pod, mode);
            return (await harness.WaitForEndAsync()).ContainerStatuses[0].State.Terminated;
        }
    }

    [Fact]
    public async Task Run_EnvironmentVolumeAndWorkingDirectory_AreTheContainers()
    {
        var pod = PodHarness.PodOf("pwd; echo $GREETING; cat /etc/app/key; echo done >/dev/termination-log");
        pod.Spec.Containers[0].Env = [new() { Name = "GREETING", Value = "hi" }];
        pod.Spec.Containers[0].WorkingDir = "/scratch/below";
        pod.Spec.Containers[0].VolumeMounts =
            [new() { Name = "settings", MountPath = "/etc/app" }, new() { Name = "scratch", MountPath = "/scratch" }];
        pod.Spec.Volumes =
            [new() { Name = "settings", ConfigMap = new() { Name = "settings" } }, new() { Name = "scratch", EmptyDir = new() }];
        var harness = PodHarness.Create(pod, ProcessMode.Plain);
        await using var owned = harness;
        harness.Api.ConfigMaps["settings"] = new() { Data = new Dictionary<string, string> { ["key"] = "value\n" } };
        await harness.StartAsync(Token);

        var status = await harness.WaitForEndAsync();

        var below = Path.Combine(harness.Paths.Volume(pod, "scratch"), "below");
        Assert.Equal($"{below}\nhi\nvalue\n", harness.Log());
        Assert.Equal("done\n", status.ContainerStatuses[0].State.Terminated.Message);
    }

    [Fact]
    public async Task Delete_ProcessHandlesSigterm_EndsBeforeItsGrace()
    {
        await using var harness = await StartAsync(
            PodHarness.PodOf("trap 'echo bye; exit 0' TERM; echo up; while :; do sleep 0.1; done"));
        await LoggedAsync(harness, "up");

        harness.Delete(grace: 20);
        await harness.Api.Removed.Task.WaitAsync(TimeSpan.FromSeconds(10), Token);

        Assert.Equal(0, harness.Api.Statuses[^1].ContainerStatuses[0].State.Terminated.ExitCode);
    }

    [Fact]
    public async Task Delete_ProcessIgnoresSigterm_WholeTreeIsKilledAfterItsGrace()
    {
        await using var harness = await StartAsync(
            PodHarness.PodOf("trap '' TERM; sleep 600 & echo $!; echo up; sleep 600; :"));
        await LoggedAsync(harness, "up");
        var child = int.Parse(harness.Log().Split('\n').First(line => line.Length > 0 && line != "up"));

        harness.Delete(grace: 1);
        await harness.Api.Removed.Task.WaitAsync(TimeSpan.FromSeconds(10), Token);

        Assert.Equal(137, harness.Api.Statuses[^1].ContainerStatuses[0].State.Terminated.ExitCode);
        Assert.False(IsAlive(child), $"the child {child} lives on");
    }

    [Fact]
    public async Task Run_BackgroundProcessKeepsItsOutputOpen_ContainerEndsAllTheSame()
    {
        await using var harness = await StartAsync(PodHarness.PodOf("sleep 30 & echo $!"));

        var status = await harness.WaitForEndAsync();

        using var background = Process.GetProcessById(int.Parse(harness.Log()));
        background.Kill();
        Assert.Equal("Succeeded", status.Phase);
    }

    [Fact]
    public async Task Run_AgentStops_ContainerEndsAndTheNextAgentTellsHow()
    {
        var first = await StartAsync(PodHarness.PodOf("echo up; exec sleep 600"));
        await LoggedAsync(first, "up");

        await using var second = await first.RestartAgentAsync(Token);
        var status = await second.WaitForEndAsync();

        Assert.Equal(143, status.ContainerStatuses[0].State.Terminated.ExitCode);
    }

    [Fact]
    public async Task Probe_ExecCommand_RunsWithTheContainersEnvironment()
    {
        var pod = PodHarness.PodOf("exec sleep 600");
        pod.Spec.Containers[0].Env = [new() { Name = "WORD", Value = "ready" }];
        pod.Spec.Containers[0].ReadinessProbe = new()
        {
            Exec = new() { Command = ["sh", "-c", "[ $WORD = ready ]"] }, PeriodSeconds = 1,
        };
        await using var harness = await StartAsync(pod);

        var status = await harness.WaitAsync(status => status.ContainerStatuses?[0].Ready == true);

        Assert.Equal("Running", status.Phase);
    }

    private static async Task<PodHarness> StartAsync(V1Pod pod, ProcessMode mode = ProcessMode.Plain)
    {
        var harness = PodHarness.Create(pod, mode);
        await harness.StartAsync(Token);
        return harness;
    }

    private static bool IsAlive(int pid) =>
        File.Exists($"/proc/{pid}/stat") && !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);

    private static async Task LoggedAsync(PodHarness harness, string line)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (!harness.Log().Split('\n').Contains(line))
        {
            await Task.Delay(20, patience.Token);
        }
    }
}
