namespace OrleansScheduler.Benchmarks.Reporting;

/// <summary>What was measured: how many a second, and how long each took.</summary>
internal sealed record Figures(double PerSecond, TimeSpan Median, TimeSpan P99)
{
    public static Figures Of(IReadOnlyList<TimeSpan> durations, TimeSpan elapsed)
    {
        var sorted = durations.Order().ToArray();
        return new Figures(sorted.Length / elapsed.TotalSeconds, At(sorted, 0.5), At(sorted, 0.99));
    }

    private static TimeSpan At(TimeSpan[] sorted, double quantile) =>
        sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * quantile))];
}
