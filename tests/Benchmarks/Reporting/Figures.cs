using OrleansScheduler.Benchmarks.Load;

namespace OrleansScheduler.Benchmarks.Reporting;

/// <summary>What was measured: how many a second, how long each took, and what each cost server and client in processor time.</summary>
internal sealed record Figures(int Count, double PerSecond, TimeSpan Median, TimeSpan P99)
{
    public TimeSpan? ServerCpu { get; private init; }

    public TimeSpan? ClientCpu { get; private init; }

    public static Figures Of(IReadOnlyList<TimeSpan> durations, TimeSpan elapsed)
    {
        var sorted = durations.Order().ToArray();
        return new Figures(sorted.Length, sorted.Length / elapsed.TotalSeconds, At(sorted, 0.5), At(sorted, 0.99));
    }

    /// <summary>The figures with the processor time the meters have counted, per operation.</summary>
    public Figures With(CpuMeters cpu) => this with { ServerCpu = cpu.Server / Count, ClientCpu = cpu.Client / Count };

    private static TimeSpan At(TimeSpan[] sorted, double quantile) =>
        sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * quantile))];
}
