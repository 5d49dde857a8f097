using k8s.Models;
using OrleansScheduler.ControlPlane.Reconcilers.Finished;

namespace OrleansScheduler.ControlPlane.Tests.Reconcilers.Jobs;

public sealed class JobControllerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_SixCompletionsTwoAtATime_NeverRunsMoreAndCompletes()
    {
        await using var cluster = await JobCluster.StartAsync(_ => 0, Token);

        await cluster.CreateAsync(new V1JobSpec { Completions = 6, Parallelism = 2 }, Token);

        Assert.Equal("Complete", (await cluster.EndAsync(Token)).Type);
        var status = (await cluster.UntilAsync(_ => true, Token)).Status;
        Assert.Equal(6, status.Succeeded);
        Assert.NotNull(status.CompletionTime);
        Assert.InRange(cluster.Kubelet.ActiveMost, 1, 2);
        Assert.Equal(6, cluster.Kubelet.Created);
        Assert.All(await cluster.PodsAsync(Token), pod => Assert.Empty(pod.Metadata.Finalizers ?? []));
    }

    [Fact]
    public async Task Create_Indexed_CompletesEachIndexOnce()
    {
        await using var cluster = await JobCluster.StartAsync(_ => 0, Token);

        await cluster.CreateAsync(
            new V1JobSpec { Completions = 4, Parallelism = 3, CompletionMode = "Indexed" }, Token);

        await cluster.EndAsync(Token);
        var status = (await cluster.UntilAsync(_ => true, Token)).Status;
        Assert.Equal("0-3", status.CompletedIndexes);
        Assert.Equal(4, status.Succeeded);
        Assert.Equal(
            ["j-0", "j-1", "j-2", "j-3"], (await cluster.PodsAsync(Token)).Select(pod => pod.Spec.Hostname).Order());
    }

    [Fact]
    public async Task PodsFail_BackoffLimit_WaitsThenFails()
    {
        await using var cluster = await JobCluster.StartAsync(_ => 1, Token);
        await cluster.CreateAsync(new V1JobSpec { BackoffLimit = 1 }, Token);
        await cluster.UntilAsync(job => job.Status.Failed == 1, Token);
        Assert.Equal(1, cluster.Kubelet.Created);

        await cluster.PassAsync(TimeSpan.FromSeconds(11), Token);

        Assert.Equal("BackoffLimitExceeded", (await cluster.EndAsync(Token)).Reason);
        Assert.Equal(2, (await cluster.UntilAsync(_ => true, Token)).Status.Failed);
        Assert.Equal(2, cluster.Kubelet.Created);
    }

    [Fact]
    public async Task DeadlinePasses_RunningPods_AreDeletedAndCountAsFailed()
    {
        await using var cluster = await JobCluster.StartAsync(_ => null, Token);
        await cluster.CreateAsync(new V1JobSpec { Parallelism = 2, Completions = 2, ActiveDeadlineSeconds = 600 }, Token);
        await cluster.UntilAsync(job => job.Status.Active == 2, Token);

        await cluster.PassAsync(TimeSpan.FromSeconds(601), Token);

        Assert.Equal("DeadlineExceeded", (await cluster.EndAsync(Token)).Reason);
        Assert.Equal(2, (await cluster.UntilAsync(_ => true, Token)).Status.Failed);
        Assert.Empty(await cluster.PodsAsync(Token));
    }

    [Fact]
    public async Task Suspend_RunningJob_StopsUntilResumedAndCountsNoFailure()
    {
        await using var cluster = await JobCluster.StartAsync(_ => null, Token);
        await cluster.CreateAsync(new V1JobSpec { Parallelism = 2, Completions = 2 }, Token);
        await cluster.UntilAsync(job => job.Status is { Active: 2, Ready: 2 }, Token);

        await cluster.ChangeAsync(job => job.Spec.Suspend = true, Token);
        await cluster.UntilAsync(job => Is(job, "Suspended", "True") && job.Status.Active is null, Token);
        Assert.Empty(await cluster.PodsAsync(Token));

        await cluster.ChangeAsync(job => job.Spec.Suspend = false, Token);
        var resumed = await cluster.UntilAsync(
            job => Is(job, "Suspended", "False") && job.Status is { Active: 2, Ready: 2 }, Token);
        Assert.Null(resumed.Status.Failed);
        Assert.Equal(4, cluster.Kubelet.Created);
    }

    [Fact]
    public async Task TimeToLiveEnds_FinishedJob_IsDeletedWithItsPods()
    {
        await using var cluster = await JobCluster.StartAsync(_ => 0, Token);
        await cluster.CreateAsync(new V1JobSpec { TtlSecondsAfterFinished = 900 }, Token);
        await cluster.EndAsync(Token);
        Assert.Single(await cluster.PodsAsync(Token));

        await cluster.PassAsync(TimeSpan.FromSeconds(901), Token, TtlController.Name);

        await cluster.Silo.UntilAsync("batch/jobs", JobCluster.Key(), found => found is null, Token);
        Assert.Empty(await cluster.PodsAsync(Token));
    }

    private static bool Is(V1Job job, string type, string status) =>
        job.Status?.Conditions?.Any(found => found.Type == type && found.Status == status) ?? false;
}
