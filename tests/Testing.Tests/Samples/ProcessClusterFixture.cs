namespace OrleansScheduler.Testing.Tests.Samples;

/// <summary>A cluster whose one node runs real programs.</summary>
public sealed class ProcessClusterFixture : IAsyncLifetime
{
    private TestCluster? cluster;

    public TestCluster Cluster => cluster ?? throw new InvalidOperationException("The cluster has not started.");

    public async ValueTask InitializeAsync() => cluster = await TestCluster.StartAsync(
        new TestClusterOptions { SimulatedNodes = 0, ProcessNodes = 1 }, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => cluster?.DisposeAsync() ?? ValueTask.CompletedTask;
}
