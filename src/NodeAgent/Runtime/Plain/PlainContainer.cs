using System.Diagnostics;
using OrleansScheduler.NodeAgent.Logs;
using OrleansScheduler.NodeAgent.Runtime.Processes;

namespace OrleansScheduler.NodeAgent.Runtime.Plain;

/// <summary>A container as a child of the agent, its output read from pipes. What it leaves in the background when it ends is not followed.</summary>
internal sealed class PlainContainer : IContainer
{
    private const int KilledCode = 137;
    private const int StartErrorCode = 128;

    // A background process may hold the pipes open for ever; what it prints after this time is not the container's.
    private static readonly TimeSpan DrainMax = TimeSpan.FromSeconds(2);
    private readonly string folder;
    private readonly TimeProvider time;
    private readonly ContainerSpec seen;
    private readonly TaskCompletionSource<ContainerExit> exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PlainRun run;
    private Process? process;
    private volatile bool isKilled;

    public PlainContainer(string folder, PlainRun run, TimeProvider time)
    {
        this.folder = folder;
        this.run = run;
        this.time = time;
        seen = PathMapping.Apply(run.Spec);
        if (run.Exit is { } exit)
        {
            exited.SetResult(exit);
        }
    }

    public string Id => Path.GetFileName(folder);

    public ContainerSpec Spec => run.Spec;

    public DateTimeOffset? StartedAt => run.StartedAt;

    public bool IsAlive => !exited.Task.IsCompleted && process is { HasExited: false };

    public Task<ContainerExit> Exited => exited.Task;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        PrivateDirectory.Create(folder);
        try
        {
            process = PlainProcess.Start(seen);
        }
        catch (ContainerStartException problem)
        {
            End(new(StartErrorCode, "StartError", problem.Message, run.CreatedAt, time.GetUtcNow()));
            throw;
        }

        run = run with { ProcessId = process.Id, StartedAt = time.GetUtcNow() };
        run.Save(folder);
        _ = FollowAsync(process);
        return Task.CompletedTask;
    }

    public void Terminate()
    {
        if (IsAlive && process is { } running)
        {
            PlainProcess.Terminate(running);
        }
    }

    public void Kill()
    {
        if (IsAlive && process is { } running)
        {
            isKilled = true;
            running.Kill(entireProcessTree: true);
        }
    }

    public async Task<ExecResult> ExecAsync(
        IReadOnlyList<string> command, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            var mapping = new PathMapping(Spec.Mounts);
            return IsAlive
                ? await CommandRun.RunAsync(
                    PlainProcess.Describe(seen, [.. command.Select(mapping.Replace)]), timeout, time, cancellationToken)
                : new ExecResult(126, "the container is not running");
        }
        catch (ContainerStartException cannotRun)
        {
            return new(126, cannotRun.Message);
        }
    }

    public Task RemoveAsync(CancellationToken cancellationToken)
    {
        Interlocked.Exchange(ref process, null)?.Dispose();
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        return Task.CompletedTask;
    }

    private async Task FollowAsync(Process running)
    {
        using var abandon = new CancellationTokenSource();
        var output = OutputPipes.CarryAsync(
            running.StandardOutput.BaseStream, running.StandardError.BaseStream, Spec.LogPath, time, abandon.Token);
        await running.WaitForExitAsync(CancellationToken.None);
        var endedAt = time.GetUtcNow();
        abandon.CancelAfter(DrainMax);
        var problem = await output;

        // Windows has no signals: a killed process ends with -1 there.
        var code = OperatingSystem.IsWindows() && isKilled ? KilledCode : running.ExitCode;
        End(new(code, ContainerExit.ReasonOf(code), problem, run.StartedAt ?? run.CreatedAt, endedAt));
    }

    private void End(ContainerExit exit)
    {
        run = run with { Exit = exit };
        run.Save(folder);
        exited.TrySetResult(exit);
    }
}
