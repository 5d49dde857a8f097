using k8s.Models;
using OrleansScheduler.NodeAgent.Runtime;
using OrleansScheduler.NodeAgent.Tests.Pods;

namespace OrleansScheduler.NodeAgent.Tests.Containers;

/// <summary>Real processes under another user, which only root may start.</summary>
public sealed class SecurityContextTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_AnotherUser_HasItsIdsAndMayUseItsVolumesAndLastWords()
    {
        var pod = PodOfUser(
            "id -u; id -g; id -G; echo $HOME; cat /etc/app/key; echo mine >/scratch/file && stat -c %g /scratch/file; "
            + "echo again >>/dev/stdout; echo bye >/dev/termination-log",
            new() { RunAsUser = 4711, RunAsGroup = 4712, FsGroup = 4713 });
        pod.Spec.Containers[0].VolumeMounts =
            [new() { Name = "keys", MountPath = "/etc/app" }, new() { Name = "scratch", MountPath = "/scratch" }];
        pod.Spec.Volumes =
        [
            new() { Name = "keys", Secret = new() { SecretName = "keys", DefaultMode = 0b100_000_000 } },
            new() { Name = "scratch", EmptyDir = new() },
        ];
        await using var harness = PodHarness.Create(pod);
        harness.Api.Secrets["keys"] = new() { Data = new Dictionary<string, byte[]> { ["key"] = "secret\n"u8.ToArray() } };
        await harness.StartAsync(Token);

        var status = await harness.WaitForEndAsync();

        Assert.Equal("4711\n4712\n4712 4713\n/\nsecret\n4713\nagain\n", harness.Log());
        Assert.Equal("bye\n", status.ContainerStatuses[0].State.Terminated.Message);
    }

    [Fact]
    public async Task Run_CommandTheUserMayNotRun_IsAStartErrorAsForRoot()
    {
        var pod = PodOfUser("", new() { RunAsUser = 4711 });
        pod.Spec.Containers[0].Command = ["no-such-command"];
        await using var harness = PodHarness.Create(pod);
        await harness.StartAsync(Token);

        var terminated = (await harness.WaitForEndAsync()).ContainerStatuses[0].State.Terminated;

        Assert.Equal((128, "StartError"), (terminated.ExitCode, terminated.Reason));
        Assert.Contains("executable file not found in $PATH", terminated.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_EscalationForbidden_ProcessHasNoNewPrivileges()
    {
        var pod = PodOfUser("grep NoNewPrivs /proc/self/status", new());
        pod.Spec.Containers[0].SecurityContext = new() { AllowPrivilegeEscalation = false };
        await using var harness = PodHarness.Create(pod);
        await harness.StartAsync(Token);

        await harness.WaitForEndAsync();

        Assert.Equal("NoNewPrivs:\t1\n", harness.Log());
    }

    [Fact]
    public async Task Probe_OfAnotherUsersContainer_RunsAsThatUser()
    {
        var pod = PodOfUser("exec sleep 600", new() { RunAsUser = 4711 });
        pod.Spec.Containers[0].ReadinessProbe = new() { Exec = new() { Command = ["sh", "-c", "[ $(id -u) = 4711 ]"] }, PeriodSeconds = 1 };
        await using var harness = PodHarness.Create(pod);
        await harness.StartAsync(Token);

        var status = await harness.WaitAsync(status => status.ContainerStatuses?[0].Ready == true);

        Assert.Equal("Running", status.Phase);
    }

    [Fact]
    public async Task Run_NonRootAskedForOfRoot_WaitsWithTheKubeletsError()
    {
        await using var harness = PodHarness.Create(PodOfUser("exit 0", new() { RunAsNonRoot = true }));
        await harness.StartAsync(Token);

        var status = await harness.WaitAsync(status => status.ContainerStatuses?[0].State.Waiting?.Reason == "CreateContainerConfigError");

        Assert.StartsWith(
            "container has runAsNonRoot and image will run as root",
            status.ContainerStatuses[0].State.Waiting.Message,
            StringComparison.Ordinal);
        Assert.Contains(
            harness.Api.Events, one => one.Happening.Message.StartsWith("Error: container has runAsNonRoot", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_AnotherUserWithPlainProcesses_DoesNotStart()
    {
        await using var harness = PodHarness.Create(PodOfUser("exit 0", new() { RunAsUser = 4711 }), ProcessMode.Plain);
        await harness.StartAsync(Token);

        var terminated = (await harness.WaitForEndAsync()).ContainerStatuses[0].State.Terminated;

        Assert.Equal(("StartError", "unable to run as 4711:0: operation not permitted"), (terminated.Reason, terminated.Message));
    }

    private static V1Pod PodOfUser(string script, V1PodSecurityContext context)
    {
        Assert.SkipUnless(!OperatingSystem.IsWindows() && AgentUser.IsRoot, "Only root may run processes of other users.");
        var pod = PodHarness.PodOf(script);
        pod.Spec.SecurityContext = context;
        return pod;
    }
}
