using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using OrleansScheduler.Benchmarks.Reporting;

namespace OrleansScheduler.Benchmarks.Measurements;

/// <summary>From the request being sent to the event being received, by every watcher.</summary>
internal sealed partial class WatchLatency(int watchers, int eventsPerSecond, TimeSpan length) : IMeasurement
{
    private static readonly string Path = $"api/v1/namespaces/{ApiUnderTest.Namespace}/configmaps";
    private readonly ConcurrentBag<TimeSpan> _latencies = [];

    public string Name => $"watch latency, {watchers} watchers, {eventsPerSecond} events/s";

    public async Task<Figures> RunAsync(ApiUnderTest server, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var count = (int)(eventsPerSecond * length.TotalSeconds);
        var readers = new List<Task>();
        for (var i = 0; i < watchers; i++)
        {
            var watch = await server.WatchAsync($"{Path}?watch=true&labelSelector=sent", cancellationToken);
            readers.Add(ReadAsync(watch, count, stop.Token));
        }

        var total = Stopwatch.StartNew();
        await SendAsync(server, count, cancellationToken);
        await Task.WhenAll(readers).WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
        return Figures.Of([.. _latencies], total.Elapsed);
    }

    private async Task SendAsync(ApiUnderTest server, int count, CancellationToken cancellationToken)
    {
        var run = Guid.NewGuid().ToString("N")[..6];
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / eventsPerSecond));
        var requests = new List<Task>();
        for (var i = 0; i < count; i++)
        {
            await pace.WaitForNextTickAsync(cancellationToken);
            var sent = Stopwatch.GetTimestamp();
            var json = $$$"""{"metadata":{"name":"event-{{{run}}}-{{{i}}}","labels":{"sent":"t{{{sent}}}"}},"data":{"a":"b"}}""";
            requests.Add(server.PostAsync(Path, Encoding.UTF8.GetBytes(json), cancellationToken));
        }

        await Task.WhenAll(requests);
    }

    private async Task ReadAsync(StreamReader watch, int count, CancellationToken cancellationToken)
    {
        using (watch)
        {
            for (var seen = 0; seen < count;)
            {
                var line = await watch.ReadLineAsync(cancellationToken)
                    ?? throw new EndOfStreamException("A watch ended early.");
                var received = Stopwatch.GetTimestamp();
                if (Sent().Match(line) is { Success: true } sent)
                {
                    var at = long.Parse(sent.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
                    _latencies.Add(Stopwatch.GetElapsedTime(at, received));
                    seen++;
                }
            }
        }
    }

    [GeneratedRegex("\"sent\":\"t([0-9]+)\"")]
    private static partial Regex Sent();
}
