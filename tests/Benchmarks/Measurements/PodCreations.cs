using System.Diagnostics;
using System.Text;
using OrleansScheduler.Benchmarks.Load;
using OrleansScheduler.Benchmarks.Reporting;

namespace OrleansScheduler.Benchmarks.Measurements;

/// <summary>Durable creations of ordinary pods; they stay pending, so that only the API and the store are measured.</summary>
internal sealed class PodCreations(int clients, int warmUp, int count) : IMeasurement
{
    private static readonly string Path = $"/api/v1/namespaces/{ApiUnderTest.Namespace}/pods";

    public string Name => $"create {count:n0} pods, {clients} client{(clients == 1 ? "" : "s")}";

    public async Task<Figures> RunAsync(ApiUnderTest server, CancellationToken cancellationToken)
    {
        var connections = await Task.WhenAll(
            Enumerable.Range(0, clients).Select(_ => RawConnection.OpenAsync(server.Target, cancellationToken)));
        var requests = Requests(server.Target, warmUp + count);
        await ClosedLoop.RunAsync(connections, requests[..warmUp], cancellationToken);

        var cpu = server.StartMeters();
        var total = Stopwatch.StartNew();
        var durations = await ClosedLoop.RunAsync(connections, requests[warmUp..], cancellationToken);
        var figures = Figures.Of(durations, total.Elapsed).With(cpu);
        foreach (var connection in connections)
        {
            await connection.DisposeAsync();
        }

        return figures;
    }

    private static byte[][] Requests(Target target, int number)
    {
        var run = Guid.NewGuid().ToString("N")[..6];
        return [.. Enumerable.Range(0, number).Select(i => target.Post(Path, Manifest($"pod-{run}-{i}")))];
    }

    // A scheduler that does not exist keeps the pods pending.
    private static byte[] Manifest(string name) => Encoding.UTF8.GetBytes(
        $$$$$"""
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{{{{name}}}}}","labels":{"app":"benchmark","tier":"web"},
        "annotations":{"example.com/owner":"team-a"}},"spec":{"schedulerName":"none","restartPolicy":"Always",
        "containers":[{"name":"main","image":"registry.example/web:1.2.3","command":["/bin/web","--port=8080"],
        "ports":[{"containerPort":8080}],"env":[{"name":"MODE","value":"production"},{"name":"LEVEL","value":"info"}],
        "resources":{"requests":{"cpu":"100m","memory":"128Mi"},"limits":{"memory":"256Mi"}}}]}}
        """);
}
