using OrleansScheduler.ControlPlane.Reconcilers.NodeTtl;

namespace OrleansScheduler.ControlPlane.Tests.Reconcilers.NodeTtl;

public sealed class NodeTtlTiersTests
{
    [Theory]
    [InlineData(null, 1, 0)]
    [InlineData(null, 95, 0)]
    [InlineData(0, 95, 0)]
    [InlineData(15, 95, 15)]
    [InlineData(15, 89, 0)]
    [InlineData(0, 101, 15)]
    [InlineData(null, 700, 30)]
    [InlineData(null, 1500, 60)]
    [InlineData(7, 5000, 300)]
    public void Choose_SizeOfTheCluster_KeepsTheTierAtItsBorders(int? current, long nodes, int expected) =>
        Assert.Equal(expected, NodeTtlTiers.Choose(current, nodes));
}
