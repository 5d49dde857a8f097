using System.Diagnostics;

namespace OrleansScheduler.Benchmarks.Load;

/// <summary>Clients that each send their next request when the answer to the last one has come.</summary>
internal static class ClosedLoop
{
    private const int Created = 201;

    /// <summary>Sends all requests over the connections and answers how long each took.</summary>
    public static async Task<IReadOnlyList<TimeSpan>> RunAsync(
        IReadOnlyList<RawConnection> connections, IReadOnlyList<byte[]> requests, CancellationToken cancellationToken)
    {
        var durations = new TimeSpan[requests.Count];
        var next = -1;
        await Task.WhenAll(connections.Select(connection => Task.Run(() => WorkAsync(connection), cancellationToken)));
        return durations;

        async Task WorkAsync(RawConnection connection)
        {
            for (var i = Interlocked.Increment(ref next); i < requests.Count; i = Interlocked.Increment(ref next))
            {
                var start = Stopwatch.GetTimestamp();
                var (status, body) = await connection.SendAsync(requests[i], cancellationToken);
                durations[i] = Stopwatch.GetElapsedTime(start);
                if (status != Created)
                {
                    throw new HttpRequestException($"{status}: {System.Text.Encoding.UTF8.GetString(body.Span)}");
                }
            }
        }
    }
}
