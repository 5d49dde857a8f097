using k8s.Models;
using OrleansScheduler.ControlPlane.Nodes;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Explanations;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Tests.Schedulers;

public sealed class GangSchedulingTests
{
    private static readonly string[] Schedulers = ["one", "two", "three"];

    [Fact]
    public async Task Cycle_WithAGangThatComesBitByBit_BindsItAtOnceWhenAllAreThere()
    {
        await using var silo = await SchedulingSilo.StartAsync();
        await silo.Store.CreateAsync("nodes", TestObjects.Node("a"), TestObjects.Node("b"));
        await silo.Store.CreateAsync("pods", Member("g", 0, size: 3), Member("g", 1, size: 3), TestObjects.Pod("single"));
        await silo.Store.UntilAsync<V1Pod>("pods", pods => pods.Count(IsReported) == 2);
        Assert.Equal(new GangState("g", 3, 0, 2, null), (await ExplainAsync(silo, "g-0")).Gang);

        await silo.Store.CreateAsync("pods", Member("g", 2, size: 3));

        await silo.Store.UntilAsync<V1Pod>("pods", pods => pods.All(IsBound));
        await silo.Events.HasAsync("g-0: FailedScheduling: gang \"g\" waits for its pods: 2 of 3 are there");
    }

    [Fact]
    public async Task Cycle_WithAGangTooLarge_BindsNoneUntilANodeComes()
    {
        await using var silo = await SchedulingSilo.StartAsync();
        await silo.Store.CreateAsync("nodes", TestObjects.Node("a", cpu: "2"));
        await silo.Store.CreateAsync("pods", [.. Enumerable.Range(0, 3).Select(i => Member("g", i, size: 3, cpu: "1"))]);
        var waiting = await silo.Store.UntilAsync<V1Pod>("pods", pods => pods.Count(IsReported) == 3);
        Assert.DoesNotContain(waiting, IsBound);

        await silo.Store.CreateAsync("nodes", TestObjects.Node("b", cpu: "2"));

        await silo.Store.UntilAsync<V1Pod>("pods", pods => pods.All(IsBound));
    }

    [Fact]
    public async Task Cycle_WithThreeSchedulersThatFightForRoom_NeverBindsHalfAGang()
    {
        const int gangs = 24;
        const int size = 4;
        await using var silo = await SchedulingSilo.StartAsync(options => options.Names = Schedulers);
        var halves = new GangWatch(size);
        await using var watch = await silo.Store.WatchAsync(
            "pods", new WatchQuery { AfterRevision = null }, TestContext.Current.CancellationToken);
        await silo.Store.CreateAsync(
            "nodes", [.. Enumerable.Range(0, 8).Select(i => TestObjects.Node($"n{i}", cpu: "9"))]);
        await silo.Store.CreateAsync(
            "pods",
            [
                .. Enumerable.Range(0, gangs * size).Select(i => Member(
                    $"g{i / size}", i, size, cpu: "1", scheduler: Schedulers[i / size % 3])),
            ]);

        // 72 cpus hold 18 gangs of 4.
        var pods = await silo.Store.UntilAsync<V1Pod>("pods", pods => pods.Count(IsBound) >= 72);

        Assert.Equal(72, pods.Count(IsBound));
        Assert.All(pods.Where(IsBound).CountBy(GangWatch.GangOf), gang => Assert.Equal(size, gang.Value));
        Assert.All(pods.Where(IsBound).CountBy(pod => pod.Spec.NodeName), node => Assert.Equal(9, node.Value));
        await halves.ReadAsync(watch, until: 72);
        Assert.Empty(halves.Broken);
    }

    [Fact]
    public async Task Cycle_WithANodeThatRefusesOnePodOfAGang_BindsNoneUntilItTakesAll()
    {
        await using var silo = await SchedulingSilo.StartAsync();
        using var counts = new PlacementCounts(silo.Silos[0]);
        await silo.Store.CreateAsync("nodes", TestObjects.Node("a", cpu: "2"), TestObjects.Node("b", cpu: "2"));
        await silo.Store.CreateAsync("pods", TestObjects.Pod("rival", cpu: "1", scheduler: "nobody"));
        var rival = new PodReference("default", "rival", "uid-rival");
        var node = silo.GrainsOfSilo.GetGrain<INodeGrain>("b");
        var token = TestContext.Current.CancellationToken;
        var admitted = await node.AdmitAsync(new AdmissionRequest([rival]), token);
        Assert.Equal([null], admitted.Refusals);

        // The scheduler cannot know of a reservation, so it plans two pods on each node, and b takes only one.
        await silo.Store.CreateAsync("pods", [.. Enumerable.Range(0, 4).Select(i => Member("g", i, size: 4, cpu: "1"))]);
        await counts.Refused.WaitAsync(TimeSpan.FromSeconds(60), token);
        Assert.DoesNotContain((await silo.Store.UntilAsync<V1Pod>("pods", _ => true)), IsBound);
        await node.SettleAsync(new AdmissionOutcome([], [rival], 0), token);

        await silo.Store.UntilAsync<V1Pod>("pods", pods => pods.Count(IsBound) == 4);
    }

    [Fact]
    public async Task Cycle_WhileASiloDies_BindsEveryGangWhole()
    {
        const int size = 4;
        await using var silo = await SchedulingSilo.StartAsync(options => options.Shards = 3, silos: 3);
        var halves = new GangWatch(size);
        await using var watch = await silo.Store.WatchAsync(
            "pods", new WatchQuery { AfterRevision = null }, TestContext.Current.CancellationToken);
        await silo.Store.CreateAsync("nodes", [.. Enumerable.Range(0, 10).Select(i => TestObjects.Node($"n{i}", cpu: "8"))]);
        await silo.Store.CreateAsync(
            "pods", [.. Enumerable.Range(0, 40).Select(i => Member($"early{i / size}", i, size, cpu: "1"))]);
        await silo.Store.UntilAsync<V1Pod>("pods", pods => pods.Any(IsBound));

        await silo.KillAsync(2);
        await silo.Store.CreateAsync(
            "pods", [.. Enumerable.Range(0, 40).Select(i => Member($"late{i / size}", i, size, cpu: "1"))]);

        await silo.Store.UntilAsync<V1Pod>("pods", pods => pods.All(IsBound));
        await halves.ReadAsync(watch, until: 80);
        Assert.Empty(halves.Broken);
    }

    private static async Task<PodExplanation> ExplainAsync(SchedulingSilo silo, string name)
    {
        var token = TestContext.Current.CancellationToken;
        var pod = await silo.Store.GetAsync("pods", new ObjectKey("default", name), ReadConsistency.MostRecent, token);
        return await silo.Explainer.ExplainAsync(pod!, new ExplanationQuery(null, 0), token);
    }

    private static V1Pod Member(string gang, int number, int size, string cpu = "100m", string scheduler = "default-scheduler")
    {
        var pod = TestObjects.Pod($"{gang}-{number}", cpu, scheduler);
        pod.Metadata.Annotations = new Dictionary<string, string>
        {
            ["scheduling.orleans-scheduler.dev/gang"] = gang, ["scheduling.orleans-scheduler.dev/gang-size"] = $"{size}",
        };
        return pod;
    }

    private static bool IsBound(V1Pod pod) => !string.IsNullOrEmpty(pod.Spec.NodeName);

    private static bool IsReported(V1Pod pod) => pod.Status.Conditions?.Any(condition => condition.Reason == "Unschedulable") is true;
}
