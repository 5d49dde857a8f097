using System.Text.Json;
using OrleansScheduler.Chaos.Checking;
using OrleansScheduler.Chaos.Clusters;
using OrleansScheduler.Chaos.Faults;
using OrleansScheduler.Chaos.Histories;
using OrleansScheduler.Chaos.Reporting;
using OrleansScheduler.Chaos.Traffic;

namespace OrleansScheduler.Chaos;

/// <summary>Real silos, seeded traffic, seeded faults; at the end the history is checked.</summary>
internal sealed class ChaosRun(ChaosSettings settings, IClusterStorage storage, IReadOnlyList<IFault> faults, Action<string> say)
{
    private const int Nodes = 3;
    private static readonly TimeSpan CatchUpPatience = TimeSpan.FromSeconds(60);

    private readonly History _history = new();
    private readonly List<FaultRecord> _faults = [];

    public async Task<ChaosReport> RunAsync(CancellationToken cancellationToken)
    {
        await storage.StartAsync(cancellationToken);
        await using var cluster = new SiloCluster(storage, settings.Silos, settings.SiloArguments);
        await cluster.StartAsync(cancellationToken);
        using var setup = new Target(cluster, new Random(settings.Seed));
        await CreateNamespacesAsync(setup, cancellationToken);
        var (start, initial) = await ListAsync(setup, cancellationToken);
        using var watching = new Target(cluster, new Random(settings.Seed + 1));
        var watchers = Watchers(watching);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] followed = [.. watchers.Select(watcher => watcher.RunAsync(start, stop.Token))];

        using var machines = new Target(cluster, new Random(settings.Seed + 2));
        var nodes = Enumerable.Range(1, Nodes).Select(i => new SimulatedNode($"node-{i}", new Persistent(machines))).ToArray();
        var running = Task.WhenAll(nodes.Select(node => node.RunAsync(stop.Token)));
        using var submitting = new Target(cluster, new Random(settings.Seed + 3));
        var jobs = new JobTraffic(new Persistent(submitting), _history);

        await DisturbAsync(cluster, jobs, cancellationToken);

        say($"{_history.Now.TotalSeconds,7:F1} s  checking");
        var unfinished = await jobs.CheckAsync(cancellationToken);
        var (end, _) = await ListAsync(setup, cancellationToken);
        await CaughtUpAsync(watchers, setup, end, cancellationToken);
        await stop.CancelAsync();
        await Task.WhenAll([.. followed, running]);
        Violation[] violations =
        [
            .. HistoryChecker.Check(_history, start, initial), .. unfinished, .. SimulatedNode.BoundTwice(nodes),
        ];
        return new ChaosReport(settings, storage.Name, _history, _faults, watchers, jobs, violations);
    }

    private async Task DisturbAsync(SiloCluster cluster, JobTraffic jobs, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var targets = Enumerable.Range(0, settings.Writers)
            .Select(i => new Target(cluster, new Random(settings.Seed + 1000 + i))).ToArray();
        Task[] writers = [.. targets.Select((target, i) =>
            new Writer(i, new Random(settings.Seed + 2000 + i), target, _history, settings.Pause).RunAsync(stop.Token))];
        var submitted = jobs.SubmitAsync(stop.Token);
        var random = new Random(settings.Seed);
        var possible = faults.Where(fault => fault.IsPossible(cluster)).ToArray();
        var began = _history.Now;
        for (var next = 0; next < possible.Length || _history.Now - began < settings.Duration; next++)
        {
            await Task.Delay(settings.Calm * random.NextDouble(), cancellationToken);

            // Each kind once before chance decides, so that a short run has them all.
            var fault = next < possible.Length ? possible[next] : possible[random.Next(possible.Length)];
            var at = _history.Now;
            say($"{at.TotalSeconds,7:F1} s  {fault.Name}");
            await fault.InjectAsync(cluster, random, cancellationToken);
            _faults.Add(new FaultRecord(fault.Name, at, _history.Now));
        }

        await Task.Delay(settings.Calm, cancellationToken);
        await stop.CancelAsync();
        await Task.WhenAll([.. writers, submitted]);
        Array.ForEach(targets, target => target.Dispose());
    }

    private List<Watcher> Watchers(Target target) =>
    [
        new Watcher("watcher-1", null, target, _history),
        new Watcher("watcher-2", null, target, _history),
        .. TrafficNamespaces.All.Select(space => new Watcher($"watcher of {space}", space, target, _history)),
    ];

    private static async Task CreateNamespacesAsync(Target target, CancellationToken cancellationToken)
    {
        foreach (var name in TrafficNamespaces.All)
        {
            var json = JsonSerializer.Serialize(new { metadata = new { name } });
            var (code, answer) = await target.Any().SendAsync(HttpMethod.Post, "api/v1/namespaces", json, cancellationToken);
            answer.Dispose();
            if (code != 201)
            {
                throw new InvalidOperationException($"Namespace {name} was answered {code}.");
            }
        }
    }

    private static async Task<(long Revision, Dictionary<string, (long, string)> Items)> ListAsync(
        Target target, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (code, list) = await target.Any().SendAsync(HttpMethod.Get, "api/v1/configmaps", null, cancellationToken);
            using (list)
            {
                if (code == 200)
                {
                    return (MapJson.RevisionOf(list.RootElement), MapJson.Items(list.RootElement));
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
        }
    }

    // A last write in each namespace shows every watcher the end; who does not get there has lost something.
    private static async Task CaughtUpAsync(
        IReadOnlyList<Watcher> watchers, Target target, long end, CancellationToken cancellationToken)
    {
        foreach (var space in TrafficNamespaces.All)
        {
            var path = $"api/v1/namespaces/{space}/configmaps";
            var (_, answer) = await target.Any().SendAsync(
                HttpMethod.Post, path, MapJson.Create("end", $"end of {space}"), cancellationToken);
            answer.Dispose();
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(CatchUpPatience);
        while (watchers.Any(watcher => watcher.Through <= end))
        {
            if (patience.IsCancellationRequested)
            {
                var late = string.Join(", ", watchers.Where(watcher => watcher.Through <= end).Select(watcher => watcher.Name));
                throw new TimeoutException($"These watchers did not get to revision {end}: {late}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        }
    }
}
