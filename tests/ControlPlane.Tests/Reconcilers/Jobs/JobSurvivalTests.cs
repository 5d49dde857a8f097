using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Core.Internal;
using OrleansScheduler.ControlPlane.Reconcilers.Jobs;
using OrleansScheduler.Resources;

namespace OrleansScheduler.ControlPlane.Tests.Reconcilers.Jobs;

public sealed class JobSurvivalTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GrainGoesAgainAndAgain_RunningJob_CountsEachCompletionOnce()
    {
        await using var cluster = await JobCluster.StartAsync(_ => 0, Token);
        await cluster.CreateAsync(new V1JobSpec { Completions = 60, Parallelism = 6 }, Token);

        var end = cluster.EndAsync(Token);
        var deactivations = 0;
        while (!end.IsCompleted)
        {
            await DeactivateAsync(cluster);
            await cluster.Silo.Grain(JobController.Name, JobCluster.Key().ToString()).LookAsync(Token);
            deactivations++;
        }

        Assert.Equal("Complete", (await end).Type);
        Assert.Equal(60, (await cluster.UntilAsync(_ => true, Token)).Status.Succeeded);
        Assert.Equal(60, cluster.Kubelet.Created);
        Assert.InRange(cluster.Kubelet.ActiveMost, 1, 6);
        Assert.True(deactivations > 5, $"the grain went only {deactivations} times");
    }

    [Fact]
    public async Task Recreate_UnderTheSameNameWithoutAGrain_LetsTheOldPodsGo()
    {
        var isFirst = true;
        await using var cluster = await JobCluster.StartAsync(_ => isFirst ? null : 0, Token);
        var first = await cluster.CreateAsync(new V1JobSpec { Completions = 2, Parallelism = 2 }, Token);
        await cluster.UntilAsync(job => job.Status.Active == 2, Token);
        var old = (await cluster.PodsAsync(Token)).Select(pod => pod.Metadata.Name).ToArray();
        await DeactivateAsync(cluster);

        isFirst = false;
        await cluster.Silo.Registry.DeleteAsync(
            Kinds.Of<V1Job>(),
            JobCluster.Key(),
            new V1DeleteOptions { PropagationPolicy = "Background" },
            ReconcilerCluster.User,
            Token);
        var second = await cluster.CreateAsync(new V1JobSpec { Completions = 2, Parallelism = 2 }, Token);

        foreach (var name in old)
        {
            await cluster.Silo.UntilAsync("pods", new ObjectKey("team", name), found => found is null, Token);
        }

        await cluster.EndAsync(Token);
        var completed = await cluster.UntilAsync(_ => true, Token);
        Assert.NotEqual(first.Metadata.Uid, completed.Metadata.Uid);
        Assert.Equal((second.Metadata.Uid, 2), (completed.Metadata.Uid, completed.Status.Succeeded));
    }

    private static Task DeactivateAsync(JobCluster cluster) =>
        cluster.Silo.Services.GetRequiredService<IGrainFactory>()
            .GetGrain<IGrainManagementExtension>(GrainId.Create(JobController.Name, JobCluster.Key().ToString()))
            .DeactivateOnIdle()
            .AsTask();
}
