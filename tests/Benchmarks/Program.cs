using OrleansScheduler.Benchmarks;
using OrleansScheduler.Benchmarks.Measurements;
using OrleansScheduler.Benchmarks.Reporting;
using OrleansScheduler.TestKit;

// Benchmarks [KUBECONFIG]: measures the server of that kubeconfig, or a fresh one-process cluster of this build.
var cancellationToken = CancellationToken.None;
await using var host = args.Length == 0 ? await HostProcess.StartClusterAsync(cancellationToken) : null;
using var server = new ApiUnderTest(host?.Kubeconfig ?? args[0]);
await server.CreateNamespaceAsync(cancellationToken);

var report = new Report();
var disk = await DiskSyncs.MeasureAsync(cancellationToken);
report.Add("disk: 4 KiB write + fsync, one after the other", disk, disk);
IMeasurement[] measurements =
[
    new PodCreations(clients: 1, count: 500),
    new PodCreations(clients: 64, count: 10_000),
    new PodList(),
    new WatchLatency(watchers: 20, eventsPerSecond: 100, TimeSpan.FromSeconds(10)),
    new JobCompletions(jobs: 40),
];
foreach (var measurement in measurements)
{
    Console.Error.WriteLine($"measuring {measurement.Name} …");
    report.Add(measurement.Name, await measurement.RunAsync(server, cancellationToken), disk);
}

await server.DeleteNamespaceAsync(cancellationToken);
Console.WriteLine(report.Render(server.Version));
