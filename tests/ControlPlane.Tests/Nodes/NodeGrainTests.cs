using k8s.Models;
using Microsoft.Extensions.Time.Testing;
using OrleansScheduler.ControlPlane.Nodes;
using OrleansScheduler.ControlPlane.Tests.Schedulers;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Tests.Nodes;

public sealed class NodeGrainTests
{
    [Fact]
    public async Task Keep_WithOneOfThreeNodesSilent_MarksTaintsAndEvicts()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch) { AutoAdvanceAmount = TimeSpan.Zero };
        await using var silo = await SchedulingSilo.StartAsync(time: time);
        await silo.Store.CreateAsync("nodes", TestObjects.Node("a"), TestObjects.Node("b"), TestObjects.Node("c"));
        var pod = TestObjects.Pod("p");
        pod.Spec.NodeName = "a";
        pod.Status.Phase = "Running";
        pod.Status.Conditions = [new V1PodCondition { Type = "Ready", Status = "True" }];
        await silo.Store.CreateAsync("pods", pod);

        for (var i = 0; i < 15; i++)
        {
            await BeatAsync(silo, time.GetUtcNow().UtcDateTime, "b", "c");
            time.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        var nodes = await silo.Store.UntilAsync<V1Node>(
            "nodes", nodes => nodes.Any(node => NodeTaints.Evicting(node).Count > 0));
        await silo.Store.UntilAsync<V1Pod>("pods", pods => pods.All(p => p.Metadata.DeletionTimestamp is not null));

        var ready = NodeConditions.Find(nodes.Single(node => node.Metadata.Name == "a"), "Ready")!;
        Assert.Equal(("Unknown", "NodeStatusUnknown"), (ready.Status, ready.Reason));
        Assert.All(nodes.Where(node => node.Metadata.Name != "a"), node => Assert.True(NodeConditions.IsReady(node)));
        await silo.Events.HasAsync("p: NodeNotReady: Node is not ready");
        await silo.Events.HasAsync("p: TaintManagerEviction: Marking for deletion Pod default/p");
    }

    [Fact]
    public async Task Renew_OfANodeLease_ShowsTheNewTimeWithoutAWriteToTheStore()
    {
        await using var silo = await SchedulingSilo.StartAsync();
        var lease = new V1Lease
        {
            ApiVersion = "coordination.k8s.io/v1",
            Kind = "Lease",
            Metadata = new V1ObjectMeta { Name = "a", NamespaceProperty = "kube-node-lease", Uid = "uid-a" },
            Spec = new V1LeaseSpec { HolderIdentity = "a", RenewTime = DateTime.UnixEpoch },
        };
        await silo.StoreOfSilo.CreateAsync("coordination.k8s.io/leases", lease);

        var key = new ObjectKey("kube-node-lease", "a");
        var renewed = await silo.StoreOfSilo.WriteAsync(
            "coordination.k8s.io/leases",
            [
                new WriteRequest
                {
                    Action = WriteAction.Update,
                    Key = key,
                    Json = TestObjects.Json(lease, copy => copy.Spec.RenewTime = DateTime.UnixEpoch.AddMinutes(1)),
                },
            ],
            TestContext.Current.CancellationToken);

        Assert.Equal(WriteStatus.Committed, renewed[0].Status);
        Assert.Equal(DateTime.UnixEpoch, await RenewTimeAsync(silo.Store, key));
        Assert.Equal(DateTime.UnixEpoch.AddMinutes(1), await RenewTimeAsync(silo.StoreOfSilo, key));
    }

    private static async Task<DateTime?> RenewTimeAsync(IResourceStore store, ObjectKey key)
    {
        var stored = await store.GetAsync(
            "coordination.k8s.io/leases", key, ReadConsistency.MostRecent, TestContext.Current.CancellationToken);
        return stored!.As<V1Lease>().Spec.RenewTime?.ToUniversalTime();
    }

    private static Task BeatAsync(SchedulingSilo silo, DateTime now, params string[] names) => Task.WhenAll(
        names.Select(name => silo.GrainsOfSilo.GetGrain<INodeGrain>(name).RenewAsync(now, TestContext.Current.CancellationToken)));
}
