using CsCheck;
using k8s.Models;
using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Preemption;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Tests.Preemption;

public sealed class PreemptorTests
{
    [Fact]
    public void Find_InAnyCluster_LeavesItAsItWasAndChoosesLessImportantPods() =>
        Gen.Select(ClusterHistory.Steps, RandomCluster.Pod).Sample((steps, pod) =>
        {
            var history = new ClusterHistory(steps);
            pod.Metadata.Name = "preemptor";
            pod.Spec.Priority = 2;
            var demand = PodDemand.Of(pod);
            var before = Picture(history);

            history.Evaluation.Run(demand);
            if (history.Evaluation.Best(0) < 0)
            {
                var refusals = RefusalCounts.Of(history.Evaluation, history.Snapshot);
                var outcome = new Preemptor(history.Evaluation, history.Snapshot).Find(demand, refusals, [], keepsAll: true);

                Assert.Equal(before, Picture(history));
                foreach (var candidate in outcome.Candidates)
                {
                    Assert.All(candidate.Victims, victim => Assert.True(victim.Priority < 2));
                    AssertFitsWithout(candidate, history, demand);
                }
            }
        });

    [Fact]
    public void Plan_WithABudgetUsedUp_SparesTheGuardedPodIfItCan()
    {
        var snapshot = Full(("guarded", 1), ("free", 5));
        snapshot.SetNode(Samples.Node("b", cpu: "1"));
        snapshot.Place(PodDemand.Of(Samples.Pod("other", "1", priority: 50)), "b");

        var plan = new Planner(SchedulingProfile.Default, snapshot)
            .Plan([PodDemand.Of(Samples.Pod("high", "2", priority: 10))], [Guarding("sample", allowed: 1)], seed: 1);

        // Both must go; the budget covers one of them.
        Assert.Equal(["free", "guarded"], plan.Refusals.Single().Preemption!.Victims.Select(victim => victim.Key.Name));
        Assert.Equal(1, plan.Refusals.Single().Preemption!.Violations);
    }

    [Fact]
    public void Plan_ForALaterPod_KeepsTheRoomPromisedToAnEarlierOne()
    {
        var snapshot = Full(("low", 1), ("middle", 5));
        var planner = new Planner(SchedulingProfile.Default, snapshot);
        var high = PodDemand.Of(Samples.Pod("high", "2", priority: 10));

        var promised = planner.Plan([high], [], seed: 1).Refusals.Single();
        snapshot.Remove(promised.Preemption!.Victims[0].Key);

        Assert.Equal("a", promised.NominatedNodeName);
        Assert.Null(planner.Place(PodDemand.Of(Samples.Pod("equal", "1", priority: 10)), seed: 1));
        Assert.Equal("a", planner.Place(PodDemand.Of(Samples.Pod("higher", "1", priority: 20)), seed: 1));
    }

    [Fact]
    public void Plan_OfAMoreImportantPod_TakesThePromiseOver()
    {
        var snapshot = Full(("low", 1), ("middle", 5));
        var planner = new Planner(SchedulingProfile.Default, snapshot);
        planner.Plan([PodDemand.Of(Samples.Pod("high", "2", priority: 10))], [], seed: 1);

        var plan = planner.Plan([PodDemand.Of(Samples.Pod("higher", "2", priority: 20))], [], seed: 1);

        Assert.Equal(["high"], plan.Refusals.Single().Displaced.Select(pod => pod.Key.Name));
    }

    private static ClusterSnapshot Full(params (string Name, int Priority)[] pods)
    {
        var snapshot = new ClusterSnapshot();
        snapshot.SetNode(Samples.Node("a", cpu: "2"));
        foreach (var (name, priority) in pods)
        {
            snapshot.Place(PodDemand.Of(Samples.Pod(name, "1", priority: priority)), "a");
        }

        return snapshot;
    }

    private static DisruptionBudget Guarding(string app, int allowed) => new(new V1PodDisruptionBudget
    {
        Metadata = new V1ObjectMeta { Name = "budget", NamespaceProperty = "default" },
        Spec = new V1PodDisruptionBudgetSpec
        {
            Selector = new V1LabelSelector { MatchLabels = new Dictionary<string, string> { ["app"] = app } },
        },
        Status = new V1PodDisruptionBudgetStatus { DisruptionsAllowed = allowed },
    });

    private static void AssertFitsWithout(PreemptionCandidate candidate, ClusterHistory history, PodDemand pod)
    {
        var rebuilt = history.Rebuilt();
        foreach (var victim in candidate.Victims)
        {
            rebuilt.Remove(victim.Key);
        }

        var evaluation = new PodEvaluation(SchedulingProfile.Default, rebuilt);
        evaluation.Run(pod);
        Assert.True(evaluation.Totals[rebuilt.SlotOf(candidate.NodeName)] >= 0);
    }

    private static string Picture(ClusterHistory history) => string.Join(
        '\n',
        history.Nodes.Keys.Order(StringComparer.Ordinal).Select(node =>
            $"{node} {history.Snapshot.Usage(node, "cpu")} "
            + string.Join(' ', history.Snapshot.PodsOn(node).Select(pod => pod.Key.Name).Order(StringComparer.Ordinal))));
}
