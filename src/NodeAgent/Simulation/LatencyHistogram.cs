namespace OrleansScheduler.NodeAgent.Simulation;

/// <summary>Quantiles of any number of durations in little room, each within 2 percent. Not thread-safe.</summary>
internal sealed class LatencyHistogram
{
    private const double Step = 1.02;
    private readonly SortedDictionary<int, long> buckets = [];
    private long count;

    public void Add(TimeSpan duration)
    {
        var bucket = (int)Math.Round(Math.Log(Math.Max(1, duration.TotalMicroseconds), Step));
        buckets[bucket] = buckets.GetValueOrDefault(bucket) + 1;
        count++;
    }

    /// <summary>The duration below which that share lies; zero when nothing was added.</summary>
    public TimeSpan At(double quantile)
    {
        var rest = (long)Math.Ceiling(count * quantile);
        foreach (var (bucket, number) in buckets)
        {
            rest -= number;
            if (rest <= 0)
            {
                return TimeSpan.FromMicroseconds(Math.Pow(Step, bucket));
            }
        }

        return TimeSpan.Zero;
    }
}
