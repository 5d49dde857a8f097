using System.Diagnostics;
using OrleansScheduler.Benchmarks.Reporting;

namespace OrleansScheduler.Benchmarks.Measurements;

/// <summary>What the disk itself can do: the baseline of every durable write.</summary>
internal static class DiskSyncs
{
    private const int Count = 500;

    public static async Task<Figures> MeasureAsync(CancellationToken cancellationToken)
    {
        var path = Path.GetTempFileName();
        var durations = new List<TimeSpan>(Count);
        var block = new byte[4096];
        var total = Stopwatch.StartNew();
        await using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1))
        {
            for (var i = 0; i < Count; i++)
            {
                var start = Stopwatch.GetTimestamp();
                await file.WriteAsync(block, cancellationToken);
                file.Flush(flushToDisk: true);
                durations.Add(Stopwatch.GetElapsedTime(start));
            }
        }

        File.Delete(path);
        return Figures.Of(durations, total.Elapsed);
    }
}
