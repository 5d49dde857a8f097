using OrleansScheduler.Scheduling;
using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Benchmarks.Scheduling;

/// <summary>Preemptors over a full cluster, four pods on each node: each finds its node and victims, and takes their place.</summary>
internal static class PreemptionBenchmark
{
    private const int PodsPerNode = 4;

    public static SchedulerFigures Measure(int nodes, int preemptors)
    {
        var snapshot = Cluster(nodes);
        var planner = new Planner(SchedulingProfile.Default, snapshot);
        var demands = Enumerable.Range(0, preemptors)
            .Select(n => PodDemand.Of(Pods.Of($"p{n}", "4", "4Gi", priority: 1000)))
            .ToArray();
        var warm = preemptors / 5;
        var done = Preempt(snapshot, planner, demands[..warm]);
        var (cpu, bytes) = (Environment.CpuUsage.TotalTime, GC.GetAllocatedBytesForCurrentThread());
        done = Preempt(snapshot, planner, demands[warm..]);
        var measured = preemptors - warm;
        return new SchedulerFigures(
            $"preemption over {nodes * PodsPerNode} pods",
            nodes,
            measured,
            done,
            (Environment.CpuUsage.TotalTime - cpu) / measured,
            (double)(GC.GetAllocatedBytesForCurrentThread() - bytes) / measured);
    }

    private static int Preempt(ClusterSnapshot snapshot, Planner planner, PodDemand[] pods)
    {
        var done = 0;
        foreach (var pod in pods)
        {
            var plan = planner.Plan([pod], [], seed: 1);
            foreach (var victim in plan.Refusals.SelectMany(refusal => refusal.Preemption?.Victims ?? []))
            {
                snapshot.Remove(victim.Key);
            }

            done += planner.Place(pod, seed: 1) is null ? 0 : 1;
        }

        return done;
    }

    private static ClusterSnapshot Cluster(int nodes)
    {
        var snapshot = new ClusterSnapshot();
        for (var i = 0; i < nodes; i++)
        {
            snapshot.SetNode(Pods.Node(i * 3));
            for (var n = 0; n < PodsPerNode; n++)
            {
                snapshot.Place(
                    PodDemand.Of(Pods.Of($"low-{i}-{n}", "4", "4Gi", priority: ((i * 7) + n) % 50)), $"node-{i * 3}");
            }
        }

        return snapshot;
    }
}
