using CsCheck;
using k8s.Models;
using OrleansScheduler.ControlPlane.Nodes;
using OrleansScheduler.Scheduling;
using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Sharding;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.ControlPlane.Tests.Schedulers;

public sealed class SeveralSchedulersTests
{
    /// <summary>
    /// Planners whose pictures are behind in any way, admission by the nodes: whatever they want, no node takes more than
    /// it has, and once their pictures are current again nothing that would fit is left.
    /// </summary>
    [Fact]
    public void Admission_OfPlansOnStalePictures_NeverOvercommits() => Gen.Select(
        Gen.Int[1, 6].Array[1, 6], Gen.Int[2, 4], Gen.Int[1, 5].Array[1, 40], Gen.Int[0, 3].Array[60]).Sample(
        (nodes, schedulers, pods, delays) =>
        {
            var ledgers = nodes.Select((cpu, i) => (Node: TestObjects.Node($"n{i}", $"{cpu}"), Ledger: new NodeLedger($"n{i}", TimeSpan.FromHours(1)))).ToArray();
            var planners = Enumerable.Range(0, schedulers).Select(i => new StalePlanner(new SchedulerShard(i, schedulers))).ToArray();
            foreach (var (node, ledger) in ledgers)
            {
                ledger.SetNode(node);
                Array.ForEach(planners, planner => planner.Snapshot.SetNode(node));
            }

            var used = new int[nodes.Length];
            for (var i = 0; i < pods.Length; i++)
            {
                var pod = PodDemand.Of(TestObjects.Pod($"p{i}", $"{pods[i]}"));
                var planner = planners[i % schedulers];
                planner.CatchUp(keep: delays[i]);
                var node = planner.Plan(pod);
                var isTaken = node is not null && ledgers[node.Value].Ledger.Reserve(pod, TimeSpan.Zero) is null;
                if (!isTaken)
                {
                    planner.Forget(pod);
                    planner.CatchUp(keep: 0);
                    node = planner.Plan(pod);
                    isTaken = node is not null && ledgers[node.Value].Ledger.Reserve(pod, TimeSpan.Zero) is null;
                    Assert.Equal(used.Where((cpu, n) => nodes[n] - cpu >= pods[i]).Any(), isTaken);
                }

                if (isTaken)
                {
                    used[node!.Value] += pods[i];
                    Array.ForEach(planners, other => other.Learn(pod, $"n{node}"));
                }

                Assert.All(used.Zip(nodes), item => Assert.True(item.First <= item.Second));
            }
        });

    [Fact]
    public async Task Shards_OnThreeSilosOneOfWhichDies_FillTheNodesAndNeverOvercommit()
    {
        const int nodes = 12;
        const int room = 20;
        await using var silo = await SchedulingSilo.StartAsync(options => options.Shards = 4, silos: 3);
        await silo.Store.CreateAsync(
            "nodes", [.. Enumerable.Range(0, nodes).Select(i => TestObjects.Node($"n{i}", cpu: "2"))]);

        // Kinds that differ in what they ask for belong to different shards.
        await silo.Store.CreateAsync(
            "pods", [.. Enumerable.Range(0, 150).Select(i => Labelled($"p{i}", i % 10))]);
        await silo.Store.UntilAsync<V1Pod>("pods", pods => pods.Count(IsBound) >= 60);
        await silo.KillAsync(2);
        await silo.Store.CreateAsync(
            "pods", [.. Enumerable.Range(150, 150).Select(i => Labelled($"p{i}", i % 10))]);

        var pods = await silo.Store.UntilAsync<V1Pod>("pods", pods => pods.Count(IsBound) >= nodes * room);

        Assert.Equal(nodes * room, pods.Count(IsBound));
        Assert.All(pods.Where(IsBound).CountBy(pod => pod.Spec.NodeName), node => Assert.Equal(room, node.Value));
    }

    [Fact]
    public async Task Placements_AreCountedByOutcome()
    {
        await using var silo = await SchedulingSilo.StartAsync();
        using var counts = new PlacementCounts(silo.Silos[0]);
        await silo.Store.CreateAsync("nodes", TestObjects.Node("a"));
        await silo.Store.CreateAsync("pods", [.. Enumerable.Range(0, 5).Select(i => TestObjects.Pod($"p{i}"))]);

        await silo.Store.UntilAsync<V1Pod>("pods", pods => pods.All(IsBound));
        await silo.Events.HasAsync("p4: Scheduled: Successfully assigned default/p4 to a");

        Assert.Equal(5, counts["Bound"]);
    }

    private static V1Pod Labelled(string name, int kind)
    {
        var pod = TestObjects.Pod(name);
        pod.Metadata.Labels = new Dictionary<string, string> { ["kind"] = $"{kind}" };
        return pod;
    }

    private static bool IsBound(V1Pod pod) => !string.IsNullOrEmpty(pod.Spec.NodeName);

    /// <summary>A planner that hears of the others' placements late.</summary>
    private sealed class StalePlanner
    {
        private readonly Queue<(PodDemand Pod, string Node)> _news = new();
        private readonly Planner _planner;

        public StalePlanner(SchedulerShard shard)
        {
            _planner = new Planner(SchedulingProfile.Default with { Shard = shard }, Snapshot);
        }

        public ClusterSnapshot Snapshot { get; } = new();

        public int? Plan(PodDemand pod) => _planner.Place(pod, seed: 1) is { } node ? int.Parse(node.AsSpan(1), null) : null;

        public void Forget(PodDemand pod) => Snapshot.Remove(pod.Key);

        public void Learn(PodDemand pod, string node) => _news.Enqueue((pod, node));

        public void CatchUp(int keep)
        {
            while (_news.Count > keep * 3)
            {
                var (pod, node) = _news.Dequeue();
                Snapshot.Place(pod, node);
            }
        }
    }
}
