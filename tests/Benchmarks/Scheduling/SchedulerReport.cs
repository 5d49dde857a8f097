using System.Globalization;

namespace OrleansScheduler.Benchmarks.Scheduling;

/// <summary><c>Benchmarks scheduler [MIX]</c>: measures the core and prints a line for each mix and size.</summary>
internal static class SchedulerReport
{
    private static readonly int[] Sizes = [5_000, 50_000];

    public static void Run(string only)
    {
        Console.WriteLine($"{"core alone, one thread",-40} {"nodes",7} {"placed",15} {"pods/s",12} {"µs/pod",9} {"bytes/pod",10}");
        foreach (var nodes in Sizes)
        {
            foreach (var mix in PodMixes.All.Where(mix => mix.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
            {
                Print(SchedulerBenchmark.Measure(mix, nodes, pods: 10_000));
            }
        }

        if ("preemption".Contains(only, StringComparison.OrdinalIgnoreCase))
        {
            Print(PreemptionBenchmark.Measure(Sizes[0], preemptors: 500));
        }
    }

    private static void Print(SchedulerFigures figures) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{figures.Mix,-40} {figures.Nodes,7} {$"{figures.Placed}/{figures.Pods}",15} {figures.PerSecond,12:n0} "
        + $"{figures.CpuPerPod.TotalMicroseconds,9:n2} {figures.BytesPerPod,10:n0}"));
}
