using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansScheduler.NodeAgent.Logs;
using OrleansScheduler.NodeAgent.Runtime;
using OrleansScheduler.NodeAgent.Runtime.Processes;

namespace OrleansScheduler.NodeAgent.Tests.Runtime.Processes;

/// <summary>The supervised runtime alone: on a machine that allows nothing, and with what dead agents and shims leave behind.</summary>
public sealed class ProcessRuntimeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("process-runtime-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string LogPath => Path.Combine(folder, "c.log");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Start_NoNamespacesNoCgroups_VolumePathsAreMappedAndAllIsNamedMissing()
    {
        await using var runtime = await OpenBareAsync();
        var volume = Directory.CreateDirectory(Path.Combine(folder, "volume")).FullName;
        await File.WriteAllTextAsync(Path.Combine(volume, "key"), "value\n", Token);
        var container = await runtime.CreateAsync(
            Spec("pwd; cat /etc/app/key; exit 3") with
            {
                Mounts = [new(volume, "/etc/app", true)], WorkingDirectory = "/etc/app",
            },
            Token);

        await container.StartAsync(Token);
        var exit = await container.Exited;

        Assert.Equal(3, exit.ExitCode);
        Assert.Equal([volume, "value"], CriLogReader.Tail(LogPath, 10).Select(line => line.Text));
        Assert.Equal(["cgroups", "mounts", "process-ids"], runtime.Missing.Select(feature => feature.Name).Take(3));
        await container.RemoveAsync(Token);
    }

    [Fact]
    public async Task Exec_NoNamespaces_SeesTheMappedPathToo()
    {
        await using var runtime = await OpenBareAsync();
        var volume = Directory.CreateDirectory(Path.Combine(folder, "volume")).FullName;
        var container = await runtime.CreateAsync(
            Spec("exec sleep 600") with { Mounts = [new(volume, "/scratch", false)] }, Token);
        await container.StartAsync(Token);

        var result = await container.ExecAsync(["sh", "-c", "cd /scratch && pwd"], TimeSpan.FromSeconds(10), Token);

        Assert.Equal((0, volume + "\n"), (result.ExitCode, result.Output));
        container.Kill();
        Assert.Equal(137, (await container.Exited).ExitCode);
        await container.RemoveAsync(Token);
    }

    [Fact]
    public async Task Start_PathOfAMountHoldsATab_EndsWithAStartError()
    {
        await using var runtime = await OpenAsync();
        var container = await runtime.CreateAsync(Spec("exit 0") with { Mounts = [new(folder, "/a\tb", false)] }, Token);
        Assert.SkipWhen(runtime.Missing.Contains(MissingFeature.Mounts), "There are no mounts on this machine.");

        await Assert.ThrowsAsync<ContainerStartException>(() => container.StartAsync(Token));

        Assert.Equal("StartError", (await container.Exited.WaitAsync(TimeSpan.FromSeconds(5), Token)).Reason);
    }

    [Fact]
    public async Task Recover_ShimIsGone_ContainerIsEndedAndItsEndUnknown()
    {
        await using var first = await OpenAsync();
        var container = await first.CreateAsync(Spec("exec sleep 600"), Token);
        await container.StartAsync(Token);
        var left = new ContainerFolder(Path.Combine(folder, "runtime", "containers", container.Id));
        var main = left.Main ?? throw new InvalidOperationException("The container has no process.");
        left.Shim?.Signal(ProcessIdentity.SignalKill);
        await container.Exited;

        await using var second = await OpenAsync();
        var recovered = Assert.Single(await second.RecoverAsync(Token));
        var exit = await recovered.Exited;

        Assert.Equal((137, "ContainerStatusUnknown"), (exit.ExitCode, exit.Reason));
        await recovered.RemoveAsync(Token);
        Assert.False(main.IsAlive);
    }

    [Fact]
    public async Task Recover_GroupOfNoContainer_ItsProcessesAreEndedAndItIsRemoved()
    {
        var cgroups = CgroupHierarchy.Detect("test-" + Guid.NewGuid().ToString("N"));
        Assert.SkipWhen(cgroups.Version == CgroupVersion.None, "There are no control groups on this machine.");
        var settings = new ProcessRuntimeSettings(Path.Combine(folder, "runtime"), Isolation.None);
        await using var runtime = await ProcessRuntime.OpenAsync(
            settings, cgroups, TimeProvider.System, NullLogger<ProcessRuntime>.Instance, Token);
        var files = new ContainerCgroup(cgroups, "forgotten", TimeProvider.System).Create(Spec(""));
        var joins = string.Join("; ", files.Select(file => $"echo 0 >{file}"));
        using var stray = Process.Start("sh", ["-c", $"{joins}; exec sleep 600"]);
        await JoinedAsync(files[0], stray.Id);

        Assert.Empty(await runtime.RecoverAsync(Token));

        await stray.WaitForExitAsync(Token).WaitAsync(TimeSpan.FromSeconds(10), Token);
        Assert.Equal(137, stray.ExitCode);
        Assert.Empty(cgroups.Groups);
    }

    private static async Task JoinedAsync(string processes, int pid)
    {
        while (!(await File.ReadAllLinesAsync(processes, Token)).Contains($"{pid}"))
        {
            await Task.Delay(10, Token);
        }
    }

    private Task<ProcessRuntime> OpenAsync() => ProcessRuntime.OpenAsync(
        Path.Combine(folder, "runtime"), TimeProvider.System, NullLogger<ProcessRuntime>.Instance, Token);

    private Task<ProcessRuntime> OpenBareAsync() => ProcessRuntime.OpenAsync(
        new ProcessRuntimeSettings(Path.Combine(folder, "runtime"), Isolation.None),
        CgroupHierarchy.None,
        TimeProvider.System,
        NullLogger<ProcessRuntime>.Instance,
        Token);

    private ContainerSpec Spec(string script) => new()
    {
        PodUid = "u", PodNamespace = "default", PodName = "p", Name = "c", Attempt = 0, Image = "host", LogPath = LogPath,
        Command = ["sh", "-c", script],
        Environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" },
    };
}
