using System.Diagnostics;
using OrleansScheduler.NodeAgent.Simulation;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.Benchmarks.Cluster;

/// <summary>
/// One server end to end, over HTTPS with its durable store, under simulated nodes: their heartbeats alone, pods created, bound and
/// told to be Running, latency at a steady rate, pods created and bound, and what the cluster then holds.
/// </summary>
internal sealed class ClusterBenchmark(ClusterSize size, ApiUnderTest server, string kubeconfig, int? processId)
{
    private const int SteadyRate = 1_000;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan HeartbeatLength = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(ClusterSize size, CancellationToken cancellationToken)
    {
        await using var host = size.Kubeconfig is null ? await HostProcess.StartServerAsync(cancellationToken) : null;
        var kubeconfig = size.Kubeconfig ?? host!.Kubeconfig; // one of the two is there
        using var server = new ApiUnderTest(kubeconfig, host?.ProcessId);
        await server.CreateNamespaceAsync(cancellationToken);
        Console.WriteLine($"server {server.Version}, {Environment.ProcessorCount} cores, {size.Nodes:n0} nodes, {size.Pods:n0} pods");
        await new ClusterBenchmark(size, server, kubeconfig, host?.ProcessId).RunAsync(cancellationToken);
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        (string Name, bool TellsOfPods, Func<Playing, CancellationToken, Task<string>> Measure)[] measurements =
        [
            ("heartbeats", true, HeartbeatsAsync),
            ("running", true, RunningAsync),
            ("latency", true, LatencyAsync),
            ("bound", false, BoundAsync),
            ("held", false, HeldAsync),
        ];
        foreach (var (name, tells, measure) in measurements.Where(one => one.Name.Contains(size.Only, StringComparison.Ordinal)))
        {
            var clock = Stopwatch.StartNew();
            await using var playing = await Playing.StartAsync(kubeconfig, size.Nodes, tells, cancellationToken);
            Console.Error.WriteLine($"{size.Nodes:n0} nodes registered in {clock.Elapsed.TotalSeconds:n1} s; measuring {name} …");
            Console.WriteLine($"{name,-11} {await measure(playing, cancellationToken)}");
        }
    }

    private async Task<string> HeartbeatsAsync(Playing playing, CancellationToken cancellationToken)
    {
        await Task.Delay(Settling, cancellationToken);
        var (before, beats) = (ServerUse.Of(processId), playing.Report.Heartbeats);
        await Task.Delay(HeartbeatLength, cancellationToken);
        var (after, done) = (ServerUse.Of(processId), playing.Report.Heartbeats - beats);
        var text = $"{done / HeartbeatLength.TotalSeconds:n0} heartbeats/s, {playing.Report.HeartbeatsFailed} failed";
        return before is null || after is null
            ? text
            : $"{text}, {after.CoresSince(before):p1} of a core, {(after.BytesWritten - before.BytesWritten) / 1024.0:n0} KiB written";
    }

    private Task<string> RunningAsync(Playing playing, CancellationToken cancellationToken) =>
        RushAsync(playing, size.Pods * 3 / 10, report => report.Started, "created, bound and Running", cancellationToken);

    private Task<string> BoundAsync(Playing playing, CancellationToken cancellationToken) =>
        RushAsync(playing, size.Pods / 2, report => report.Bound, "created and bound", cancellationToken);

    private async Task<string> RushAsync(
        Playing playing, int count, Func<SimulationReport, long> done, string what, CancellationToken cancellationToken)
    {
        await using var load = await PodLoad.OpenAsync(server.Target, cancellationToken);
        var there = await WarmUpAsync(playing, load, done, cancellationToken);
        var cpu = server.StartMeters();
        var clock = Stopwatch.StartNew();
        await load.CreateAsync(count, cancellationToken);
        var created = clock.Elapsed;
        await playing.UntilAsync(report => done(report) >= there + count, cancellationToken);
        return $"{count:n0} pods {what}: {count / clock.Elapsed.TotalSeconds:n0}/s (created {count / created.TotalSeconds:n0}/s); per pod "
            + $"server {cpu.Server / count:s\\.ffffff} s, client {cpu.Client / count:s\\.ffffff} s; {Latencies(playing.Report)}";
    }

    private async Task<string> LatencyAsync(Playing playing, CancellationToken cancellationToken)
    {
        await using var load = await PodLoad.OpenAsync(server.Target, cancellationToken);
        var there = await WarmUpAsync(playing, load, report => report.Started, cancellationToken);
        var cpu = server.StartMeters();
        var length = TimeSpan.FromSeconds(size.Pods / 5.0 / SteadyRate);
        var clock = Stopwatch.StartNew();
        await load.CreateAsync(SteadyRate, length, cancellationToken);
        var took = clock.Elapsed;
        await playing.UntilAsync(report => report.Started >= there + size.Pods / 5, cancellationToken);
        return $"{size.Pods / 5 / took.TotalSeconds:n0} pods/s for {length.TotalSeconds:n0} s: {Latencies(playing.Report)}; "
            + $"server {cpu.Server / took:p0} of a core";
    }

    private Task<string> HeldAsync(Playing playing, CancellationToken cancellationToken) =>
        HeartbeatsAsync(playing, cancellationToken).ContinueWith(
            heartbeats => $"{playing.Report.Bound:n0} pods on {playing.Report.Nodes:n0} nodes, server "
                + $"{ServerUse.Of(processId)?.ResidentBytes / 1048576.0:n0} MiB; {heartbeats.GetAwaiter().GetResult()}",
            cancellationToken,
            TaskContinuationOptions.None,
            TaskScheduler.Default);

    // Compilers and connections first; what earlier measurements left is not counted.
    private async Task<long> WarmUpAsync(
        Playing playing, PodLoad load, Func<SimulationReport, long> done, CancellationToken cancellationToken)
    {
        var there = done(playing.Report);
        var count = Math.Min(2_000, size.Pods / 20);
        await load.CreateAsync(count, cancellationToken);
        await playing.UntilAsync(report => done(report) >= there + count, cancellationToken);
        return done(playing.Report);
    }

    private static string Latencies(SimulationReport report) =>
        $"created → bound p50 {report.BindingMedian.TotalMilliseconds:n1} ms, p99 {report.BindingP99.TotalMilliseconds:n1} ms, "
        + $"bound → Running p50 {report.StartMedian.TotalMilliseconds:n1} ms, p99 {report.StartP99.TotalMilliseconds:n1} ms";
}
