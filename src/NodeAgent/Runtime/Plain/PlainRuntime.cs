using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OrleansScheduler.NodeAgent.Runtime.Processes;

namespace OrleansScheduler.NodeAgent.Runtime.Plain;

/// <summary>
/// Containers as children of the agent, for machines without a shell, namespaces or control groups: Windows and macOS above all. They
/// end with the agent; the next one tells how, and ends what a killed agent left running.
/// </summary>
internal sealed partial class PlainRuntime : IContainerRuntime
{
    private const int StatusUnknownCode = 137;
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SameProcessTolerance = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, PlainContainer> containers = new();
    private readonly string folder;
    private readonly TimeProvider time;
    private readonly ILogger<PlainRuntime> logger;

    public PlainRuntime(string folder, TimeProvider time, ILogger<PlainRuntime> logger)
    {
        this.folder = Path.Combine(folder, "plain");
        this.time = time;
        this.logger = logger;
        PrivateDirectory.Create(this.folder);
    }

    public string Name => "process";

    public string Version { get; } = typeof(PlainRuntime).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    public IReadOnlyList<MissingFeature> Missing { get; } =
    [
        MissingFeature.Cgroups, MissingFeature.Mounts, MissingFeature.ProcessIds, MissingFeature.ReAdoption, MissingFeature.Users,
        .. OperatingSystem.IsWindows() ? [MissingFeature.Signals] : Array.Empty<MissingFeature>(),
    ];

    public Task<IReadOnlyList<IContainer>> RecoverAsync(CancellationToken cancellationToken)
    {
        var recovered = new List<IContainer>();
        foreach (var path in Directory.EnumerateDirectories(folder))
        {
            if (PlainRun.Load(path) is { } run)
            {
                recovered.Add(new PlainContainer(path, run.Exit is null ? EndLeftOver(path, run) : run, time));
            }
            else
            {
                // The agent died before the process started: nothing of this container ever existed.
                Directory.Delete(path, recursive: true);
            }
        }

        LogRecovered(logger, recovered.Count);
        return Task.FromResult<IReadOnlyList<IContainer>>(recovered);
    }

    public Task<IContainer> CreateAsync(ContainerSpec spec, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid().ToString("N");
        var run = new PlainRun { Spec = spec, CreatedAt = time.GetUtcNow() };
        var container = new PlainContainer(Path.Combine(folder, id), run, time);
        containers[id] = container;
        _ = container.Exited.ContinueWith(
            _ => containers.TryRemove(id, out var _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return Task.FromResult<IContainer>(container);
    }

    public async ValueTask DisposeAsync()
    {
        var running = containers.Values.Where(container => container.IsAlive).ToList();
        running.ForEach(container => container.Terminate());
        var ended = Task.WhenAll(running.Select(container => container.Exited));
        await Task.WhenAny(ended, Task.Delay(StopGrace, time));
        running.ForEach(container => container.Kill());
        await ended;
    }

    private PlainRun EndLeftOver(string path, PlainRun run)
    {
        if (run is { ProcessId: { } id, StartedAt: { } startedAt })
        {
            KillIfSame(id, startedAt);
        }

        var exit = new ContainerExit(
            StatusUnknownCode,
            "ContainerStatusUnknown",
            "The agent ended while the container ran, and its process with it.",
            run.StartedAt ?? run.CreatedAt,
            time.GetUtcNow());
        var ended = run with { Exit = exit };
        ended.Save(path);
        return ended;
    }

    private void KillIfSame(int id, DateTimeOffset startedAt)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            if ((process.StartTime.ToUniversalTime() - startedAt.UtcDateTime).Duration() < SameProcessTolerance)
            {
                LogLeftOverEnded(logger, id);
                process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    [LoggerMessage(LogLevel.Information, "Found {Count} containers of an earlier agent")]
    private static partial void LogRecovered(ILogger logger, int count);

    [LoggerMessage(LogLevel.Warning, "Process {Id} of an earlier agent is ended: a plain process cannot be taken over")]
    private static partial void LogLeftOverEnded(ILogger logger, int id);
}
