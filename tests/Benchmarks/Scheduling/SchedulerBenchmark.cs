using System.Diagnostics;
using OrleansScheduler.Scheduling;
using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Benchmarks.Scheduling;

/// <summary>
/// The scheduling core alone, on one thread: nodes that are partly full, pods placed one after the other and taken away
/// again between rounds. The median of the rounds counts.
/// </summary>
internal static class SchedulerBenchmark
{
    private const int Rounds = 5;

    /// <summary>Long enough for the runtime to have compiled everything for speed.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    public static SchedulerFigures Measure(PodMix mix, int nodes, int pods)
    {
        var snapshot = Cluster(nodes);
        mix.Prepare?.Invoke(snapshot);
        var planner = new Planner(SchedulingProfile.Default, snapshot);
        var demands = Enumerable.Range(0, pods).Select(n => PodDemand.Of(mix.PodAt(n))).ToArray();
        var rounds = new List<(TimeSpan Cpu, long Bytes, int Placed)>();
        var started = Stopwatch.GetTimestamp();
        for (var round = 0; rounds.Count < Rounds; round++)
        {
            var figures = Round(planner, demands, round);
            if (round > 1 && Stopwatch.GetElapsedTime(started) > WarmUp)
            {
                rounds.Add(figures);
            }

            Array.ForEach(demands, pod => snapshot.Remove(pod.Key));
        }

        var median = rounds.OrderBy(round => round.Cpu).ElementAt(Rounds / 2);
        return new SchedulerFigures(mix.Name, nodes, pods, median.Placed, median.Cpu / pods, (double)median.Bytes / pods);
    }

    private static (TimeSpan Cpu, long Bytes, int Placed) Round(Planner planner, PodDemand[] demands, int seed)
    {
        var (cpu, bytes, placed) = (Environment.CpuUsage.TotalTime, GC.GetAllocatedBytesForCurrentThread(), 0);
        foreach (var demand in demands)
        {
            placed += planner.Place(demand, seed) is null ? 0 : 1;
        }

        return (Environment.CpuUsage.TotalTime - cpu, GC.GetAllocatedBytesForCurrentThread() - bytes, placed);
    }

    private static ClusterSnapshot Cluster(int nodes)
    {
        var snapshot = new ClusterSnapshot();
        for (var i = 0; i < nodes; i++)
        {
            snapshot.SetNode(Pods.Node(i));
            snapshot.Place(
                PodDemand.Of(Pods.Of($"there-{i}", $"{500 + (i * 37 % 4000)}m", $"{512 + (i * 53 % 8000)}Mi", "there")), $"node-{i}");
        }

        return snapshot;
    }
}
