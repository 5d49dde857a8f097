using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using OrleansScheduler.Benchmarks.Reporting;

namespace OrleansScheduler.Benchmarks.Measurements;

/// <summary>Durable creations of ordinary pods; they stay pending, so that only the API and the store are measured.</summary>
internal sealed class PodCreations(int clients, int count) : IMeasurement
{
    private const int WarmUp = 100;

    public string Name => $"create {count:n0} pods, {clients} client{(clients == 1 ? "" : "s")}";

    public async Task<Figures> RunAsync(ApiUnderTest server, CancellationToken cancellationToken)
    {
        await CreateAsync(server, "warm", WarmUp, cancellationToken);
        var total = Stopwatch.StartNew();
        var durations = await CreateAsync(server, $"pod-{clients}", count, cancellationToken);
        return Figures.Of(durations, total.Elapsed);
    }

    private async Task<IReadOnlyList<TimeSpan>> CreateAsync(
        ApiUnderTest server, string prefix, int number, CancellationToken cancellationToken)
    {
        var durations = new ConcurrentBag<TimeSpan>();
        var run = Guid.NewGuid().ToString("N")[..6];
        await Parallel.ForAsync(
            0,
            number,
            new ParallelOptions { MaxDegreeOfParallelism = clients, CancellationToken = cancellationToken },
            async (i, token) =>
            {
                var body = Manifest($"{prefix}-{run}-{i}");
                var start = Stopwatch.GetTimestamp();
                await server.PostAsync($"api/v1/namespaces/{ApiUnderTest.Namespace}/pods", body, token);
                durations.Add(Stopwatch.GetElapsedTime(start));
            });
        return [.. durations];
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
