using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Scheduling.Configuration;

namespace OrleansScheduler.ControlPlane.Tests.Schedulers;

public sealed class SchedulerGrainTests
{
    [Fact]
    public async Task Cycle_WithFiftyPodsAndThreeNodes_BindsAll()
    {
        await using var silo = await SchedulingSilo.StartAsync();
        await silo.Store.CreateAsync("nodes", TestObjects.Node("a"), TestObjects.Node("b"), TestObjects.Node("c"));
        await silo.Store.CreateAsync("pods", [.. Enumerable.Range(0, 50).Select(i => TestObjects.Pod($"p{i}"))]);

        var pods = await silo.Store.UntilAsync<V1Pod>("pods", pods => pods.All(IsBound));

        Assert.All(pods.CountBy(pod => pod.Spec.NodeName), node => Assert.InRange(node.Value, 10, 25));
    }

    [Fact]
    public async Task Cycle_WithTwoSchedulersOnFullNodes_NeverOvercommits()
    {
        await using var silo = await SchedulingSilo.StartAsync(options => options.Names = ["one", "two"]);
        await silo.Store.CreateAsync(
            "nodes", [.. Enumerable.Range(0, 4).Select(i => TestObjects.Node($"n{i}", cpu: "2"))]);
        await silo.Store.CreateAsync(
            "pods",
            [.. Enumerable.Range(0, 120).Select(i => TestObjects.Pod($"p{i}", "100m", i % 2 == 0 ? "one" : "two"))]);

        var pods = await silo.Store.UntilAsync<V1Pod>("pods", pods => pods.Count(IsBound) >= 80);

        Assert.Equal(80, pods.Count(IsBound));
        Assert.All(pods.Where(IsBound).CountBy(pod => pod.Spec.NodeName), node => Assert.Equal(20, node.Value));
    }

    [Fact]
    public async Task Cycle_WithAPodOfAnotherSchedulerAndAGatedOne_LeavesThemAlone()
    {
        await using var silo = await SchedulingSilo.StartAsync();
        var gated = TestObjects.Pod("gated");
        gated.Spec.SchedulingGates = [new V1PodSchedulingGate { Name = "example.com/wait" }];
        await silo.Store.CreateAsync("nodes", TestObjects.Node("a"));
        await silo.Store.CreateAsync("pods", gated, TestObjects.Pod("other", scheduler: "mine"), TestObjects.Pod("ours"));

        var pods = await silo.Store.UntilAsync<V1Pod>("pods", pods => pods.Any(IsBound));

        Assert.Equal(["ours"], pods.Where(IsBound).Select(pod => pod.Metadata.Name));
        await silo.Events.HasAsync("ours: Scheduled: Successfully assigned default/ours to a");
    }

    [Fact]
    public async Task Cycle_WithAPodThatFitsOnlyALaterNode_BindsItWhenTheNodeComes()
    {
        await using var silo = await SchedulingSilo.StartAsync();
        await silo.Store.CreateAsync("nodes", TestObjects.Node("small", cpu: "1"));
        await silo.Store.CreateAsync("pods", TestObjects.Pod("big", cpu: "3"), TestObjects.Pod("little"));
        await silo.Store.UntilAsync<V1Pod>("pods", pods => pods.Any(IsBound));

        await silo.Store.CreateAsync("nodes", TestObjects.Node("large", cpu: "8"));
        var pods = await silo.Store.UntilAsync<V1Pod>("pods", pods => pods.All(IsBound));

        Assert.Equal("large", pods.Single(pod => pod.Metadata.Name == "big").Spec.NodeName);
        await silo.Events.HasAsync(
            "big: FailedScheduling: 0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, "
            + "preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.");
    }

    [Fact]
    public async Task Cycle_WithAPodBeforeTheFirstNode_BindsItWhenTheNodeComes()
    {
        await using var silo = await SchedulingSilo.StartAsync();
        await silo.Store.CreateAsync("pods", TestObjects.Pod("early"));
        await silo.Events.HasAsync("early: FailedScheduling: no nodes available to schedule pods");

        await silo.Store.CreateAsync("nodes", TestObjects.Node("first"));
        var pods = await silo.Store.UntilAsync<V1Pod>("pods", pods => pods.All(IsBound));

        Assert.Equal("first", pods.Single().Spec.NodeName);
    }

    [Fact]
    public async Task Cycle_WithAMoreImportantPodOnAFullNode_EvictsTheLeastAndBindsItWhenThatIsGone()
    {
        await using var silo = await SchedulingSilo.StartAsync();
        await silo.Store.CreateAsync("nodes", TestObjects.Node("a", cpu: "2"));
        await silo.Store.CreateAsync(
            "pods", TestObjects.Pod("low", cpu: "1", priority: 1), TestObjects.Pod("middle", cpu: "1", priority: 5));
        await silo.Store.UntilAsync<V1Pod>("pods", pods => pods.All(IsBound));

        await silo.Store.CreateAsync("pods", TestObjects.Pod("high", cpu: "1", priority: 10));
        var pods = await silo.Store.UntilAsync<V1Pod>(
            "pods", pods => Named(pods, "high").Status.NominatedNodeName == "a"
                && Named(pods, "low").Metadata.DeletionTimestamp is not null);

        Assert.Null(Named(pods, "middle").Metadata.DeletionTimestamp);
        var target = Named(pods, "low").Status.Conditions.Single(condition => condition.Type == "DisruptionTarget");
        Assert.Equal(
            ("PreemptionByScheduler", "default-scheduler: preempting to accommodate a higher priority pod"),
            (target.Reason, target.Message));
        await silo.Events.HasAsync("low: Preempted: Preempted by pod uid-high on node a");
        await silo.Events.HasAsync("high: FailedScheduling: 0/1 nodes are available: 1 Insufficient cpu.");

        await silo.Store.DeleteAsync("pods", new ObjectKey("default", "low"));
        pods = await silo.Store.UntilAsync<V1Pod>("pods", pods => IsBound(Named(pods, "high")));

        Assert.Equal("a", Named(pods, "high").Spec.NodeName);
    }

    [Fact]
    public async Task Cycle_WithAProfile_PlacesByItsSettings()
    {
        await using var silo = await SchedulingSilo.StartAsync(options =>
            options.Profiles["packing"] = new ProfileSettings { ScoringStrategy = "MostAllocated" });
        await silo.Store.CreateAsync("nodes", TestObjects.Node("a"), TestObjects.Node("b"), TestObjects.Node("c"));
        await silo.Store.CreateAsync(
            "pods", [.. Enumerable.Range(0, 12).Select(i => TestObjects.Pod($"p{i}", "250m", "packing"))]);

        var pods = await silo.Store.UntilAsync<V1Pod>("pods", pods => pods.All(IsBound));

        Assert.Single(pods.Select(pod => pod.Spec.NodeName).Distinct());
    }

    [Fact]
    public async Task Cycle_WithPodsThatAvoidEachOther_PutsNoTwoOnANodeAndTriesTheRestWhenANodeComes()
    {
        await using var silo = await SchedulingSilo.StartAsync();
        await silo.Store.CreateAsync("nodes", TestObjects.Node("a"), TestObjects.Node("b"));
        await silo.Store.CreateAsync("pods", [.. Enumerable.Range(0, 3).Select(Loner)]);
        await silo.Store.UntilAsync<V1Pod>("pods", pods => pods.Count(IsBound) == 2);

        await silo.Store.CreateAsync("nodes", TestObjects.Node("c"));
        var pods = await silo.Store.UntilAsync<V1Pod>("pods", pods => pods.All(IsBound));

        Assert.Equal(["a", "b", "c"], pods.Select(pod => pod.Spec.NodeName).Order(StringComparer.Ordinal));
    }

    private static V1Pod Loner(int number)
    {
        var pod = TestObjects.Pod($"loner{number}");
        pod.Metadata.Labels = new Dictionary<string, string> { ["app"] = "loner" };
        pod.Spec.Affinity = new V1Affinity
        {
            PodAntiAffinity = new V1PodAntiAffinity
            {
                RequiredDuringSchedulingIgnoredDuringExecution =
                [
                    new V1PodAffinityTerm
                    {
                        TopologyKey = "kubernetes.io/hostname",
                        LabelSelector = new V1LabelSelector { MatchLabels = pod.Metadata.Labels },
                    },
                ],
            },
        };
        return pod;
    }

    private static V1Pod Named(IReadOnlyList<V1Pod> pods, string name) => pods.Single(pod => pod.Metadata.Name == name);

    private static bool IsBound(V1Pod pod) => !string.IsNullOrEmpty(pod.Spec.NodeName);
}
