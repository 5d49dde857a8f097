using k8s.Models;
using OrleansScheduler.Sdk.Jobs;

namespace OrleansScheduler.Testing.Tests;

public sealed class TestClusterTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_SimulatedNodes_JobsRunAndFailAsTheySay()
    {
        await using var cluster = await TestCluster.StartAsync(cancellationToken: Cancelled);
        var jobs = cluster.Client.Jobs;

        var good = await jobs.RunAsync(new JobBuilder("good").Array(5).Simulated(TimeSpan.FromMilliseconds(50)), Cancelled);
        var bad = await jobs.SubmitAsync(new JobBuilder("bad").Retries(0).Simulated(TimeSpan.Zero, exitCode: 3), Cancelled);
        var outcome = await jobs.WaitAsync(bad, Cancelled);

        Assert.Equal([0, 1, 2, 3, 4], good.CompletedIndexes);
        Assert.Equal("BackoffLimitExceeded", outcome.Failure?.Reason);
        Assert.Equal(3, outcome.Failure?.ExitCode);
    }

    [Fact]
    public async Task Advance_PastADeadline_TheJobFailsAndItsNodesLive()
    {
        await using var cluster = await TestCluster.StartAsync(cancellationToken: Cancelled);
        var job = await cluster.Client.Jobs.SubmitAsync(
            new JobBuilder("long").Deadline(TimeSpan.FromMinutes(10)).Simulated(TimeSpan.FromHours(1)), Cancelled);
        await RunningAsync(cluster, job);

        await cluster.Clock.AdvanceAsync(TimeSpan.FromMinutes(11), Cancelled);
        var outcome = await cluster.Client.Jobs.WaitAsync(job, Cancelled);

        Assert.Equal("DeadlineExceeded", outcome.Failure?.Reason);
        var nodes = await cluster.Client.Resources<V1Node>().ListAsync(new(), Cancelled);
        Assert.All(nodes.Items, node => Assert.Contains(node.Status.Conditions, condition => condition is { Type: "Ready", Status: "True" }));
    }

    [Fact]
    public async Task Start_TwoAtOnce_AreApartAndLeaveNothing()
    {
        var options = new TestClusterOptions { SimulatedNodes = 1 };
        var clusters = await Task.WhenAll(TestCluster.StartAsync(options, Cancelled), TestCluster.StartAsync(options, Cancelled));
        await clusters[0].Client.Jobs.SubmitAsync(new JobBuilder("only").Name("only"), Cancelled);

        var other = await clusters[1].Client.Jobs.Resources.FindAsync("default", "only", Cancelled);
        var kubeconfigs = clusters.Select(cluster => cluster.Kubeconfig).ToList();
        await Task.WhenAll(clusters.Select(cluster => cluster.DisposeAsync().AsTask()));

        Assert.Null(other);
        Assert.All(kubeconfigs, path => Assert.False(Directory.Exists(Path.GetDirectoryName(path))));
    }

    private static async Task RunningAsync(TestCluster cluster, V1Job job)
    {
        await foreach (var change in cluster.Client.Jobs.WatchPodsAsync(job, Cancelled))
        {
            if (change.Resource.Status?.Phase == "Running")
            {
                return;
            }
        }
    }
}
