using System.Diagnostics;
using System.Text;
using System.Text.Json;
using OrleansScheduler.Benchmarks.Reporting;

namespace OrleansScheduler.Benchmarks.Measurements;

/// <summary>Jobs of one process each, all submitted at once, from the first request to each Job's completion.</summary>
internal sealed class JobCompletions(int jobs) : IMeasurement
{
    private static readonly string Path = $"apis/batch/v1/namespaces/{ApiUnderTest.Namespace}/jobs";

    public string Name => $"run {jobs} Jobs of one process each to completion";

    public async Task<Figures> RunAsync(ApiUnderTest server, CancellationToken cancellationToken)
    {
        var total = Stopwatch.StartNew();
        using var watch = await server.WatchAsync($"{Path}?watch=true", cancellationToken);
        await Task.WhenAll(Enumerable.Range(0, jobs).Select(i => server.PostAsync(Path, Manifest(i), cancellationToken)));
        var completed = new Dictionary<string, TimeSpan>();
        while (completed.Count < jobs)
        {
            var line = await watch.ReadLineAsync(cancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60), cancellationToken)
                ?? throw new EndOfStreamException("The watch ended early.");
            if (CompletedJob(line) is { } name)
            {
                completed.TryAdd(name, total.Elapsed);
            }
        }

        return Figures.Of([.. completed.Values], total.Elapsed);
    }

    private static string? CompletedJob(string line)
    {
        using var change = JsonDocument.Parse(line);
        var job = change.RootElement.GetProperty("object");
        var complete = job.TryGetProperty("status", out var status)
            && status.TryGetProperty("completionTime", out _);
        return complete ? job.GetProperty("metadata").GetProperty("name").GetString() : null;
    }

    private static byte[] Manifest(int i) => Encoding.UTF8.GetBytes(
        $$$$$"""
        {"metadata":{"name":"job-{{{{{i}}}}}"},"spec":{"template":{"spec":{"restartPolicy":"Never",
        "containers":[{"name":"c","image":"host","command":["true"],
        "resources":{"requests":{"cpu":"10m","memory":"8Mi"}}}]}}}}
        """);
}
