using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using OrleansScheduler.ControlPlane.Reconcilers;
using OrleansScheduler.ControlPlane.Reconcilers.Jobs;
using OrleansScheduler.ControlPlane.Tests.Schedulers;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.ControlPlane.Tests.Reconcilers.Jobs;

/// <summary>Two activations of one Job's reconciler, as there are for a while when a silo dies.</summary>
public sealed class TwoReconcilersTests : IAsyncDisposable
{
    private readonly InMemoryResourceStore _store = new();
    private readonly ServiceProvider _services;

    public TwoReconcilersTests()
    {
        var services = new ServiceCollection();
        services.AddResources();
        services.AddSingleton<IResourceStore>(_store);
        services.AddLogging();
        _services = services.BuildServiceProvider();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IResourceRegistry Registry => _services.GetRequiredService<IResourceRegistry>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task Reconcile_OtherCountsThePodMeanwhile_CreatesNoneInItsPlace()
    {
        await CreateAsync(completions: 1, parallelism: 1);
        await LookAsync(_store);
        await EndAsync(Assert.Single(await PodsAsync()));

        var requeue = await LookAsync(new OvertakenStore(_store, () => LookAsync(_store)));

        Assert.Equal(TimeSpan.Zero, requeue.After);
        await LookAsync(_store);
        Assert.Single(await PodsAsync());
        Assert.Equal(1, (await JobAsync()).Status.Succeeded);
    }

    [Fact]
    public async Task Reconcile_OtherMakesRoomMeanwhile_DeletesNoPodForIt()
    {
        await CreateAsync(completions: 2, parallelism: 2);
        await LookAsync(_store);
        await ChangeAsync(job => job.Spec.Parallelism = 1);

        var requeue = await LookAsync(
            new OvertakenStore(_store, () => ChangeAsync(job => job.Spec.Parallelism = 2)));

        Assert.Equal(TimeSpan.Zero, requeue.After);
        Assert.Equal(2, (await PodsAsync()).Count(pod => pod.Metadata.DeletionTimestamp is null));
    }

    private async Task<Requeue> LookAsync(IResourceStore store)
    {
        var client = new ReconcilerClient(store, Registry, JobController.Name);
        var reconciler = new JobReconciler(TimeProvider.System, new RecordedEvents());
        return await reconciler.ReconcileAsync(JobCluster.Key().ToString(), client, Token);
    }

    private async Task CreateAsync(int completions, int parallelism)
    {
        await Registry.CreateAsync(
            Kinds.Namespaces,
            new V1Namespace { ApiVersion = "v1", Kind = "Namespace", Metadata = new V1ObjectMeta { Name = "team" } },
            ReconcilerCluster.User,
            Token);
        var account = new V1ServiceAccount
        {
            ApiVersion = "v1",
            Kind = "ServiceAccount",
            Metadata = new V1ObjectMeta { Name = "default", NamespaceProperty = "team" },
        };
        await Registry.CreateAsync(Kinds.ServiceAccounts, account, ReconcilerCluster.User, Token);
        var pod = new V1PodSpec
        {
            RestartPolicy = "Never",
            Containers = [new V1Container { Name = "main", Image = "none" }],
        };
        var job = new V1Job
        {
            ApiVersion = "batch/v1",
            Kind = "Job",
            Metadata = new V1ObjectMeta { Name = "j", NamespaceProperty = "team" },
            Spec = new V1JobSpec
            {
                Completions = completions,
                Parallelism = parallelism,
                Template = new V1PodTemplateSpec { Spec = pod },
            },
        };
        await Registry.CreateAsync(Kinds.Of<V1Job>(), job, ReconcilerCluster.User, Token);
    }

    private Task EndAsync(V1Pod pod) => Registry.UpdateAsync(
        Kinds.Of<V1Pod>(),
        pod.Key(),
        "status",
        state =>
        {
            ((V1Pod)state!).Status.Phase = "Succeeded";
            return state!;
        },
        ReconcilerCluster.User,
        Token);

    private Task ChangeAsync(Action<V1Job> change) => Registry.UpdateAsync(
        Kinds.Of<V1Job>(),
        JobCluster.Key(),
        "",
        state =>
        {
            change((V1Job)state!);
            return state!;
        },
        ReconcilerCluster.User,
        Token);

    private async Task<V1Job> JobAsync() =>
        (await _store.GetAsync("batch/jobs", JobCluster.Key(), ReadConsistency.MostRecent, Token))!.As<V1Job>();

    private async Task<IReadOnlyList<V1Pod>> PodsAsync() =>
        [.. (await _store.ListAsync("pods", new ListQuery(), Token)).Items.Select(stored => stored.As<V1Pod>())];
}
