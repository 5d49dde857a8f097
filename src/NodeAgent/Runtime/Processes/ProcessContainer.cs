using System.ComponentModel;
using System.Diagnostics;
using OrleansScheduler.NodeAgent.Logs;

namespace OrleansScheduler.NodeAgent.Runtime.Processes;

/// <summary>
/// A container as a process below a shim in a session of its own. All state is in its <see cref="ContainerFolder"/>, so a container that
/// an earlier agent started is the same class over the same folder.
/// </summary>
internal sealed class ProcessContainer(
    ContainerFolder folder, ContainerSpec spec, ProcessRuntimeSettings settings, ContainerCgroup cgroup, TimeProvider time) : IContainer
{
    private const int StatusUnknownCode = 137;
    private const int StartErrorCode = 128;
    private static readonly TimeSpan StartPoll = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan ExitPoll = TimeSpan.FromMilliseconds(200);
    private readonly TaskCompletionSource<ContainerExit> exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset createdAt = time.GetUtcNow();

    public string Id => folder.Id;

    public ContainerSpec Spec => spec;

    public DateTimeOffset? StartedAt => folder.StartedAt;

    public bool IsAlive => folder.Main is { IsAlive: true };

    public Task<ContainerExit> Exited => exited.Task;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var shim = Launch();
        var ended = shim.WaitForExitAsync(CancellationToken.None);
        _ = FollowAsync(ended);
        while (!folder.IsStarted && !ended.IsCompleted)
        {
            await Task.WhenAny(ended, Task.Delay(StartPoll, time, cancellationToken));
        }

        if (folder.StartError is { } problem && !folder.IsStarted)
        {
            await ended;
            throw new ContainerStartException(problem);
        }
    }

    /// <summary>Takes over a container of an earlier agent.</summary>
    public void Adopt()
    {
        createdAt = Directory.GetCreationTimeUtc(folder.Path);
        _ = FollowAsync(WaitForRecordAsync());
    }

    public void Terminate() => folder.Main?.Signal(ProcessIdentity.SignalTerminate);

    public void Kill() => folder.Main?.Signal(ProcessIdentity.SignalKill);

    public Task<ExecResult> ExecAsync(IReadOnlyList<string> command, TimeSpan timeout, CancellationToken cancellationToken) =>
        folder.Main is { IsAlive: true } main
            ? CommandRun.RunAsync(ContainerExec.Describe(main.Pid, command, spec, settings), timeout, time, cancellationToken)
            : Task.FromResult(new ExecResult(126, "the container is not running"));

    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        await cgroup.RemoveAsync(cancellationToken);
        if (Directory.Exists(folder.Path))
        {
            Directory.Delete(folder.Path, recursive: true);
        }
    }

    private Process Launch()
    {
        createdAt = time.GetUtcNow();
        try
        {
            if (spec.RunAs is { } user && !UserCommand.IsSupported && !OperatingSystem.IsWindows())
            {
                AgentUser.RequireToBe(user);
            }

            var isPrivate = settings.Isolation != Isolation.None;
            var seen = isPrivate ? spec : PathMapping.Apply(spec);
            folder.Create(spec, seen.WorkingDirectory, cgroup.Create(spec), isPrivate);
            return ShimProcess.Start(folder, seen, settings);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or Win32Exception or ContainerStartException)
        {
            exited.TrySetResult(new(StartErrorCode, "StartError", problem.Message, createdAt, time.GetUtcNow()));
            throw new ContainerStartException(problem.Message);
        }
    }

    private async Task FollowAsync(Task ended)
    {
        try
        {
            await new OutputPump(folder, spec.LogPath, time).RunAsync(ended, CancellationToken.None);
            exited.TrySetResult(DescribeExit());
        }
        catch (IOException unreadable)
        {
            await ended;
            exited.TrySetResult(Unknown($"The output could not be read: {unreadable.Message}"));
        }
    }

    private async Task WaitForRecordAsync()
    {
        while (folder.Exit is null && folder.Shim is { IsAlive: true })
        {
            await Task.Delay(ExitPoll, time);
        }
    }

    private ContainerExit DescribeExit()
    {
        var startedAt = folder.StartedAt ?? createdAt;
        if (folder.StartError is { } problem && !folder.IsStarted)
        {
            return new(StartErrorCode, "StartError", problem, startedAt, time.GetUtcNow());
        }

        if (folder.Exit is not { } exit)
        {
            // With its shim gone nobody would ever learn of its end: it must not run on unseen.
            Kill();
            return Unknown("The container's end was not recorded.");
        }

        var reason = cgroup.WasOutOfMemory && exit.Code == 137 ? "OOMKilled" : ContainerExit.ReasonOf(exit.Code);
        return new(exit.Code, reason, null, startedAt, exit.At);
    }

    private ContainerExit Unknown(string message) =>
        new(StatusUnknownCode, "ContainerStatusUnknown", message, folder.StartedAt ?? createdAt, time.GetUtcNow());
}
