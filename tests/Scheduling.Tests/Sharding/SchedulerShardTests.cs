using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Sharding;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Tests.Sharding;

public sealed class SchedulerShardTests
{
    [Fact]
    public void Owns_PodsOfOneKind_BelongToTheSameShard()
    {
        var shards = Enumerable.Range(0, 4).Select(i => new SchedulerShard(i, 4)).ToArray();
        var kinds = Enumerable.Range(0, 100).Select(i => PodDemand.Of(Samples.Pod($"p{i}", cpu: $"{i / 2 * 10}m"))).ToArray();

        var owners = kinds.Select(pod => shards.Single(shard => shard.Owns(pod)).Index).ToArray();

        Assert.All(owners.Chunk(2), pair => Assert.Equal(pair[0], pair[1]));
        Assert.All(shards, shard => Assert.InRange(owners.Count(index => index == shard.Index), 10, 50));
    }

    [Fact]
    public void Place_OfAShard_TakesItsOwnSliceFirstAndThenTheRest()
    {
        var snapshot = new ClusterSnapshot();
        for (var i = 0; i < 20; i++)
        {
            snapshot.SetNode(Samples.Node($"n{i}", cpu: "1"));
        }

        var shard = new SchedulerShard(1, 2);
        var planner = new Planner(SchedulingProfile.Default with { Shard = shard }, snapshot);
        var own = Enumerable.Range(0, 20).Count(i => shard.DistanceTo($"n{i}") == 0);

        var nodes = Enumerable.Range(0, 20).Select(i => planner.Place(PodDemand.Of(Samples.Pod($"p{i}", cpu: "1")), seed: 1)!).ToArray();

        Assert.InRange(own, 1, 19);
        Assert.All(nodes[..own], node => Assert.Equal(0, shard.DistanceTo(node)));
        Assert.All(nodes[own..], node => Assert.NotEqual(0, shard.DistanceTo(node)));
    }
}
