using k8s.Models;
using OrleansScheduler.Resources;

namespace OrleansScheduler.ControlPlane.Tests.Reconcilers.NodeTtl;

public sealed class NodeTtlControllerTests
{
    [Fact]
    public async Task Create_Node_IsToldItsTtl()
    {
        var token = TestContext.Current.CancellationToken;
        await using var cluster = await ReconcilerCluster.StartAsync(_ => { }, token);

        await cluster.Registry.CreateAsync(
            Kinds.Nodes, new V1Node { Metadata = new V1ObjectMeta { Name = "n1" } }, ReconcilerCluster.User, token);

        var told = await cluster.UntilAsync(
            "nodes",
            new ObjectKey("", "n1"),
            found => found?.As<V1Node>().Metadata.Annotations?.ContainsKey("node.alpha.kubernetes.io/ttl") is true,
            token);
        Assert.Equal("0", told!.As<V1Node>().Metadata.Annotations["node.alpha.kubernetes.io/ttl"]);
    }
}
