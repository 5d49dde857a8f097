using k8s.Models;
using OrleansScheduler.Resources;

namespace OrleansScheduler.ControlPlane.Tests.Reconcilers.Jobs;

public sealed class JobPodClaimsTests
{
    private const string TrackingFinalizer = "batch.kubernetes.io/job-tracking";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OwnerIsTakenOffAPod_SelectorMatches_IsAdoptedAgain()
    {
        await using var cluster = await JobCluster.StartAsync(_ => null, Token);
        var job = await cluster.CreateAsync(new V1JobSpec(), Token);
        await cluster.UntilAsync(found => found.Status.Active == 1, Token);
        var pod = Assert.Single(await cluster.PodsAsync(Token));

        await ChangeAsync(cluster, pod, metadata =>
        {
            metadata.OwnerReferences = null;
            metadata.Finalizers = null;
        });

        var adopted = await UntilAsync(cluster, pod, metadata => metadata.OwnerReferences?.Count == 1);
        Assert.Equal(job.Metadata.Uid, adopted.OwnerReferences[0].Uid);
        Assert.Contains(TrackingFinalizer, adopted.Finalizers);
        Assert.Equal(1, cluster.Kubelet.Created);
    }

    [Fact]
    public async Task LabelIsTakenOffAPod_SelectorMatchesNoMore_IsLetGoAndReplaced()
    {
        await using var cluster = await JobCluster.StartAsync(_ => null, Token);
        await cluster.CreateAsync(new V1JobSpec(), Token);
        await cluster.UntilAsync(found => found.Status.Active == 1, Token);
        var pod = Assert.Single(await cluster.PodsAsync(Token));

        await ChangeAsync(cluster, pod, metadata => metadata.Labels.Clear());

        var free = await UntilAsync(cluster, pod, metadata => metadata.OwnerReferences is null or []);
        Assert.DoesNotContain(TrackingFinalizer, free.Finalizers ?? []);
        await UntilAsync(cluster, pod, _ => cluster.Kubelet.Created == 2);
        await cluster.UntilAsync(found => found.Status.Active == 1, Token);
    }

    [Fact]
    public async Task Create_OwnSelector_AdoptsWhatIsThere()
    {
        await using var cluster = await JobCluster.StartAsync(_ => null, Token);
        var bare = new V1Pod
        {
            ApiVersion = "v1",
            Kind = "Pod",
            Metadata = new V1ObjectMeta
            {
                Name = "bare",
                NamespaceProperty = "team",
                Labels = new Dictionary<string, string> { ["app"] = "mine" },
            },
            Spec = new V1PodSpec
            {
                RestartPolicy = "Never",
                Containers = [new V1Container { Name = "main", Image = "none" }],
            },
        };
        await cluster.Silo.Registry.CreateAsync(Kinds.Of<V1Pod>(), bare, ReconcilerCluster.User, Token);

        await cluster.CreateAsync(
            new V1JobSpec
            {
                ManualSelector = true,
                Selector = new V1LabelSelector { MatchLabels = bare.Metadata.Labels },
                Template = new V1PodTemplateSpec
                {
                    Metadata = new V1ObjectMeta { Labels = bare.Metadata.Labels },
                    Spec = bare.Spec,
                },
            },
            Token);

        await UntilAsync(cluster, bare, metadata => metadata.OwnerReferences?.Count == 1);
        await cluster.UntilAsync(found => found.Status.Active == 1, Token);
        Assert.Single(await cluster.PodsAsync(Token));
    }

    private static Task ChangeAsync(JobCluster cluster, V1Pod pod, Action<V1ObjectMeta> change) =>
        cluster.Silo.Registry.UpdateAsync(
            Kinds.Of<V1Pod>(),
            JobCluster.Key(pod.Metadata.Name),
            "",
            state =>
            {
                change(state!.Metadata);
                return state;
            },
            ReconcilerCluster.User,
            Token);

    private static async Task<V1ObjectMeta> UntilAsync(JobCluster cluster, V1Pod pod, Func<V1ObjectMeta, bool> isWanted)
    {
        var stored = await cluster.Silo.UntilAsync(
            "pods",
            JobCluster.Key(pod.Metadata.Name),
            found => found is not null && isWanted(found.As<V1Pod>().Metadata),
            Token);
        return stored!.As<V1Pod>().Metadata;
    }
}
