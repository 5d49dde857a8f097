using OrleansScheduler.Benchmarks;
using OrleansScheduler.Benchmarks.Cluster;
using OrleansScheduler.Benchmarks.Conflicts;
using OrleansScheduler.Benchmarks.Measurements;
using OrleansScheduler.Benchmarks.Reporting;
using OrleansScheduler.Benchmarks.Scheduling;
using OrleansScheduler.TestKit;

// Benchmarks [--only TEXT] [KUBECONFIG]: measures the server of that kubeconfig, or a fresh one-process cluster of this
// build; with --only, no more than the measurements whose names contain the text.
// Benchmarks cluster [--nodes N] [--pods N] [--only TEXT] [KUBECONFIG]: measures a server end to end under simulated nodes.
// Benchmarks scheduler [MIX]: measures the scheduling core alone, in this process.
// Benchmarks conflicts: simulates several schedulers over the same nodes.
if (args is ["scheduler", .. var mix])
{
    SchedulerReport.Run(mix.FirstOrDefault() ?? "");
    return;
}

if (args is ["conflicts"])
{
    ConflictReport.Run();
    return;
}

var cancellationToken = CancellationToken.None;
if (args is ["cluster", .. var size])
{
    await ClusterBenchmark.RunAsync(ClusterSize.Parse(size), cancellationToken);
    return;
}

var only = args is ["--only", var text, ..] ? text : "";
var kubeconfig = args.Skip(only.Length > 0 ? 2 : 0).FirstOrDefault();
await using var host = kubeconfig is null ? await HostProcess.StartClusterAsync(cancellationToken) : null;
using var server = new ApiUnderTest(kubeconfig ?? host!.Kubeconfig, host?.ProcessId); // one of the two is there
await server.CreateNamespaceAsync(cancellationToken);

var report = new Report();
var disk = await DiskSyncs.MeasureAsync(cancellationToken);
report.Add("disk: 4 KiB write + fsync, one after the other", disk, disk);
IMeasurement[] measurements =
[
    new PodCreations(clients: 1, warmUp: 500, count: 2_000),
    new PodCreations(clients: 64, warmUp: 10_000, count: 30_000),
    new PodList(),
    new WatchLatency(watchers: 20, eventsPerSecond: 100, TimeSpan.FromSeconds(10)),
    new JobCompletions(jobs: 40),
];
foreach (var measurement in measurements.Where(one => one.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
{
    Console.Error.WriteLine($"measuring {measurement.Name} …");
    report.Add(measurement.Name, await measurement.RunAsync(server, cancellationToken), disk);
}

await server.DeleteNamespaceAsync(cancellationToken);
Console.WriteLine(report.Render(server.Version));
