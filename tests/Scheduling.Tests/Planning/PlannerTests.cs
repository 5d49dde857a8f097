using CsCheck;
using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Tests.Planning;

public sealed class PlannerTests
{
    [Fact]
    public void Plan_OfAnyPods_NeverOvercommitsANode() => Gen.Select(RandomCluster.Node.Array[1, 12], RandomCluster.Pod.Array[1, 60])
        .Sample((nodes, pods) =>
        {
            var snapshot = new ClusterSnapshot();
            Array.ForEach(nodes, snapshot.SetNode);
            var demands = pods.DistinctBy(pod => pod.Metadata.Name).Select(PodDemand.Of).ToArray();

            var plan = new Planner(SchedulingProfile.Default, snapshot).Plan(demands, [], seed: 1);

            Assert.Equal(demands.Length, plan.Placements.Count + plan.Refusals.Count);
            foreach (var node in nodes.GroupBy(node => node.Metadata.Name).Select(same => same.Last()))
            {
                var name = node.Metadata.Name;
                Assert.All(
                    (string[])["cpu", "memory"],
                    resource => Assert.True(snapshot.Usage(name, resource).Requested <= snapshot.Usage(name, resource).Allocatable));
                Assert.True(snapshot.PodsOn(name).Count() <= node.Status.Allocatable["pods"].ToDecimal());
                Assert.True(snapshot.PodsOn(name).Count(pod => pod.Ports.Count > 0) <= 1);
            }
        });

    [Fact]
    public void Plan_WithTheSameSeed_IsTheSame() => Gen.Select(RandomCluster.Node.Array[1, 12], RandomCluster.Pod.Array[1, 30])
        .Sample((nodes, pods) =>
        {
            string Plan()
            {
                var snapshot = new ClusterSnapshot();
                Array.ForEach(nodes, snapshot.SetNode);
                var plan = new Planner(SchedulingProfile.Default, snapshot)
                    .Plan([.. pods.DistinctBy(pod => pod.Metadata.Name).Select(PodDemand.Of)], [], seed: 5);
                return string.Join(' ', plan.Placements.Select(placement => $"{placement.Pod}:{placement.NodeName}"));
            }

            Assert.Equal(Plan(), Plan());
        });

    [Fact]
    public void Plan_OfEqualNodes_DoesNotAlwaysTakeTheFirst()
    {
        var chosen = Enumerable.Range(0, 20).Select(i =>
        {
            var snapshot = new ClusterSnapshot();
            for (var n = 0; n < 10; n++)
            {
                snapshot.SetNode(Samples.Node($"n{n}"));
            }

            return new Planner(SchedulingProfile.Default, snapshot).Place(PodDemand.Of(Samples.Pod($"p{i}")), seed: 1);
        });

        Assert.True(chosen.Distinct().Count() > 4);
    }
}
