using CsCheck;
using k8s.Models;
using OrleansScheduler.Scheduling.Gangs;
using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Tests.Gangs;

public sealed class GangPlannerTests
{
    private readonly ClusterSnapshot _snapshot = new();
    private readonly GangRoster _roster = new();
    private readonly GangPlanner _planner;

    public GangPlannerTests()
    {
        _planner = new GangPlanner(new Planner(SchedulingProfile.Default, _snapshot), _snapshot, _roster);
    }

    [Fact]
    public void Plan_GangThatFits_IsPlacedWhole()
    {
        SetNodes("a", "b");

        var plan = Plan(Gang("g", 3, cpu: "2", count: 3));

        Assert.Equal(3, plan.Placements.Count);
        Assert.Empty(plan.Refusals);
    }

    [Fact]
    public void Plan_GangThatFitsOnlyInPart_LeavesNoTraceAndSaysHowManyFit()
    {
        SetNodes("a", "b");

        var plan = Plan([.. Gang("g", 5, cpu: "2", count: 5), Samples.Pod("single", cpu: "4")]);

        Assert.Equal(["single"], plan.Placements.Select(placement => placement.Pod.Key.Name));
        Assert.Equal(5, plan.Refusals.Count);
        Assert.All(plan.Refusals, refusal => Assert.StartsWith(
            "gang \"g\": 4 of 5 pods fit together. 0/2 nodes are available: 2 Insufficient cpu.", refusal.Message));
        Assert.Equal(1, _snapshot.PodCount);
    }

    [Fact]
    public void Plan_GangNotAllThere_Waits()
    {
        SetNodes("a");

        var plan = Plan(Gang("g", 3, cpu: "1", count: 2));

        Assert.Empty(plan.Placements);
        Assert.All(plan.Refusals, refusal => Assert.Equal("gang \"g\" waits for its pods: 2 of 3 are there", refusal.Message));
        Assert.All(plan.Refusals, refusal => Assert.True(refusal.IsPremature));
    }

    [Fact]
    public void Plan_OneLaterMemberOfAGangThatRuns_IsPlacedByItself()
    {
        SetNodes("a", "b");
        var running = Gang("g", 3, cpu: "1", count: 2).Select(PodDemand.Of).ToArray();
        Array.ForEach(running, pod => _snapshot.Place(pod, "b"));
        _roster.Set(running[0], GangMemberState.Placed);
        _roster.Set(running[1], GangMemberState.Succeeded);

        Assert.Single(Plan(Gang("g", 3, cpu: "1", count: 1, first: 7)).Placements);
    }

    [Fact]
    public void Plan_GangWithinADomain_TakesOneThatHoldsAllAndStaysThere()
    {
        SetNodes("a1", "b1", "b2");

        var whole = Plan(Gang("g", 3, cpu: "2", count: 3, topology: "zone"));
        var later = Plan(Gang("g", 3, cpu: "2", count: 2, first: 5, topology: "zone"));

        Assert.All(whole.Placements, placement => Assert.StartsWith("b", placement.NodeName));
        Assert.StartsWith("b", Assert.Single(later.Placements).NodeName);
        Assert.Single(later.Refusals);
    }

    [Fact]
    public void Plan_GangTooLargeForAnyDomain_NamesTheBestOne()
    {
        SetNodes("a1", "b1", "b2");

        var plan = Plan(Gang("g", 5, cpu: "2", count: 5, topology: "zone"));

        Assert.StartsWith("gang \"g\": 4 of 5 pods fit together within one zone. ", plan.Refusals[0].Message);
        Assert.Equal(0, _snapshot.PodCount);
    }

    [Theory]
    [InlineData("many")]
    [InlineData("0")]
    [InlineData("513")]
    public void Plan_GangWithoutAProperSize_IsNotPlacedSingly(string size)
    {
        SetNodes("a");
        var pod = Gang("g", 1, cpu: "1", count: 1).Single();
        pod.Metadata.Annotations[PodGang.SizeAnnotation] = size;

        Assert.Contains($"must be a number from 1 to 512, not \"{size}\"", Plan(pod).Refusals.Single().Message);
    }

    [Fact]
    public void Plan_AnyGangs_AreWholeOrNothingInOneDomainAndOvercommitNothing() => Gen.Select(
        Gen.Int[1, 8].Array[1, 10], Gen.Select(Gen.Int[1, 6], Gen.Int[1, 6], Gen.Int[1, 5], Gen.Bool).Array[1, 8], Gen.Int[0, 8])
        .Sample((nodes, gangs, singles) =>
        {
            var test = new GangPlannerTests();
            for (var i = 0; i < nodes.Length; i++)
            {
                test.SetNode($"{(char)('a' + (i % 3))}{i}", $"{nodes[i]}");
            }

            var plan = test.Plan(
            [
                .. gangs.SelectMany((gang, i) => Gang(
                    $"g{i}", gang.Item1, cpu: $"{gang.Item3}", count: gang.Item2, topology: gang.Item4 ? "zone" : null)),
                .. Enumerable.Range(0, singles).Select(i => Samples.Pod($"single{i}", cpu: "1")),
            ]);

            Assert.Equal(gangs.Sum(gang => gang.Item2) + singles, plan.Placements.Count + plan.Refusals.Count);
            Assert.Equal(plan.Placements.Count, test._snapshot.PodCount);
            foreach (var gang in plan.Placements.Where(placement => placement.Pod.Gang is not null).GroupBy(placement => placement.Pod.Gang!.Key))
            {
                Assert.True(gang.Count() >= gang.First().Pod.Gang!.Size);
                Assert.True(gang.First().Pod.Gang!.TopologyKey is null || gang.Select(item => item.NodeName[0]).Distinct().Count() == 1);
            }

            Assert.All(nodes.Select((_, i) => $"{(char)('a' + (i % 3))}{i}"), name => Assert.True(
                test._snapshot.Usage(name, "cpu").Requested <= test._snapshot.Usage(name, "cpu").Allocatable));
        });

    private static V1Pod[] Gang(string name, int size, string cpu, int count, int first = 0, string? topology = null) =>
    [
        .. Enumerable.Range(first, count).Select(i =>
        {
            var pod = Samples.Pod($"{name}-{i}", cpu);
            pod.Metadata.Annotations = new Dictionary<string, string>
            {
                [PodGang.NameAnnotation] = name, [PodGang.SizeAnnotation] = $"{size}",
            };
            if (topology is not null)
            {
                pod.Metadata.Annotations[PodGang.TopologyAnnotation] = topology;
            }

            return pod;
        }),
    ];

    private PlacementPlan Plan(params V1Pod[] pods)
    {
        var plan = _planner.Plan([.. pods.Select(PodDemand.Of)], [], seed: 1);
        foreach (var placement in plan.Placements)
        {
            _roster.Set(placement.Pod, GangMemberState.Placed);
        }

        return plan;
    }

    private void SetNodes(params string[] names) => Array.ForEach(names, name => SetNode(name, "4"));

    // The zone of a node is the first letter of its name.
    private void SetNode(string name, string cpu)
    {
        var node = Samples.Node(name, cpu);
        node.Metadata.Labels["zone"] = name[..1];
        _snapshot.SetNode(node);
    }
}
