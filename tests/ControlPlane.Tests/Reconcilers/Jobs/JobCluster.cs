using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using OrleansScheduler.ControlPlane.Reconcilers.Jobs;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Tests.Reconcilers.Jobs;

/// <summary>A silo with the controllers, a namespace <c>team</c>, and a kubelet that ends pods as told.</summary>
internal sealed class JobCluster : IAsyncDisposable
{
    private JobCluster(ReconcilerCluster silo, ShiftedTime time, FakeKubelet kubelet)
    {
        Silo = silo;
        Time = time;
        Kubelet = kubelet;
    }

    public ReconcilerCluster Silo { get; }

    public ShiftedTime Time { get; }

    public FakeKubelet Kubelet { get; }

    public static async Task<JobCluster> StartAsync(Func<V1Pod, int?> exitCode, CancellationToken cancellationToken)
    {
        var time = new ShiftedTime();
        var silo = await ReconcilerCluster.StartAsync(
            services => services.AddSingleton<TimeProvider>(time), cancellationToken);
        await silo.CreateNamespaceAsync("team", cancellationToken);
        var kubelet = new FakeKubelet(silo.Store, silo.Registry, time, exitCode);
        await kubelet.StartAsync(cancellationToken);
        return new JobCluster(silo, time, kubelet);
    }

    public static ObjectKey Key(string name = "j") => new("team", name);

    public async Task<V1Job> CreateAsync(V1JobSpec spec, CancellationToken cancellationToken, string name = "j")
    {
        spec.Template ??= new V1PodTemplateSpec
        {
            Spec = new V1PodSpec
            {
                RestartPolicy = "Never",
                Containers = [new V1Container { Name = "main", Image = "none" }],
            },
        };
        var job = new V1Job
        {
            ApiVersion = "batch/v1",
            Kind = "Job",
            Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = "team" },
            Spec = spec,
        };
        var created = await Silo.Registry.CreateAsync(
            Kinds.Of<V1Job>(), job, ReconcilerCluster.User, cancellationToken);
        return created.As<V1Job>();
    }

    public async Task<V1Job> UntilAsync(
        Func<V1Job, bool> isWanted, CancellationToken cancellationToken, string name = "j") =>
        (await Silo.UntilAsync(
            "batch/jobs", Key(name), found => found is not null && isWanted(found.As<V1Job>()), cancellationToken))!
        .As<V1Job>();

    /// <summary>Waits for the Job's end and returns the condition that tells of it.</summary>
    public async Task<V1JobCondition> EndAsync(CancellationToken cancellationToken, string name = "j")
    {
        var job = await UntilAsync(found => Final(found) is not null, cancellationToken, name);
        return Final(job)!;
    }

    public async Task<IReadOnlyList<V1Pod>> PodsAsync(CancellationToken cancellationToken)
    {
        var page = await Silo.Store.ListAsync("pods", new ListQuery { Namespace = "team" }, cancellationToken);
        return [.. page.Items.Select(stored => stored.As<V1Pod>())];
    }

    /// <summary>Puts the clock forward and has the Job looked at, as its timer would.</summary>
    public async Task PassAsync(
        TimeSpan by, CancellationToken cancellationToken, string controller = JobController.Name)
    {
        Time.PutForward(by);
        await Silo.Grain(controller, Key().ToString()).LookAsync(cancellationToken);
    }

    public Task ChangeAsync(Action<V1Job> change, CancellationToken cancellationToken) => Silo.Registry.UpdateAsync(
        Kinds.Of<V1Job>(),
        Key(),
        "",
        state =>
        {
            change((V1Job)state!);
            return state!;
        },
        ReconcilerCluster.User,
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Kubelet.DisposeAsync();
        await Silo.DisposeAsync();
    }

    private static V1JobCondition? Final(V1Job job) => job.Status?.Conditions?
        .FirstOrDefault(condition => condition is { Type: "Complete" or "Failed", Status: "True" });
}
