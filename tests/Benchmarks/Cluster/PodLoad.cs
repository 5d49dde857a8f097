using System.Diagnostics;
using System.Text;
using OrleansScheduler.Benchmarks.Load;

namespace OrleansScheduler.Benchmarks.Cluster;

/// <summary>Creates ordinary pods for the default scheduler over a few connections.</summary>
internal sealed class PodLoad : IAsyncDisposable
{
    private const int Connections = 48;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);
    private readonly Target _target;
    private readonly IReadOnlyList<RawConnection> _connections;

    private PodLoad(Target target, IReadOnlyList<RawConnection> connections)
    {
        _target = target;
        _connections = connections;
    }

    public static async Task<PodLoad> OpenAsync(Target target, CancellationToken cancellationToken) => new(
        target,
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => RawConnection.OpenAsync(target, cancellationToken))));

    /// <summary>As fast as they are taken.</summary>
    public Task CreateAsync(int count, CancellationToken cancellationToken) =>
        ClosedLoop.RunAsync(_connections, Requests(count), cancellationToken);

    /// <summary>So many each second, whatever the answers take; connections are the limit.</summary>
    public async Task CreateAsync(int perSecond, TimeSpan length, CancellationToken cancellationToken)
    {
        var requests = Requests((int)(perSecond * length.TotalSeconds));
        var started = Stopwatch.GetTimestamp();
        var sent = 0;
        using var pace = new PeriodicTimer(Tick);
        while (sent < requests.Length)
        {
            await pace.WaitForNextTickAsync(cancellationToken);
            var due = Math.Min(requests.Length, (int)(perSecond * Stopwatch.GetElapsedTime(started).TotalSeconds));
            if (due > sent)
            {
                await ClosedLoop.RunAsync(_connections, requests[sent..due], cancellationToken);
                sent = due;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }
    }

    private byte[][] Requests(int count)
    {
        var run = Guid.NewGuid().ToString("N")[..6];
        var path = $"/api/v1/namespaces/{ApiUnderTest.Namespace}/pods";
        return [.. Enumerable.Range(0, count).Select(i => _target.Post(path, Manifest($"pod-{run}-{i}")))];
    }

    private static byte[] Manifest(string name) => Encoding.UTF8.GetBytes(
        $$$$$"""
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{{{{name}}}}}","labels":{"app":"benchmark","tier":"web"},
        "annotations":{"example.com/owner":"team-a"}},"spec":{"restartPolicy":"Always",
        "containers":[{"name":"main","image":"registry.example/web:1.2.3","command":["/bin/web","--port=8080"],
        "ports":[{"containerPort":8080}],"env":[{"name":"MODE","value":"production"},{"name":"LEVEL","value":"info"}],
        "resources":{"requests":{"cpu":"100m","memory":"128Mi"},"limits":{"memory":"256Mi"}}}]}}
        """);
}
