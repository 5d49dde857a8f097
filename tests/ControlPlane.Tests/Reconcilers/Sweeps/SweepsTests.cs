using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using OrleansScheduler.ControlPlane.Reconcilers.Sweeps;
using OrleansScheduler.Resources;

namespace OrleansScheduler.ControlPlane.Tests.Reconcilers.Sweeps;

public sealed class SweepsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PodGc_NodeStaysAway_FailsThePodAndDeletesIt()
    {
        var time = new ShiftedTime();
        await using var cluster = await StartAsync(time);
        await CreatePodAsync(cluster, "lost", "gone-node");
        await LookAsync(cluster, PodGcController.Name, PodGcController.Key);
        await LookAsync(cluster, PodGcController.Name, PodGcController.Key);
        Assert.False((await PodAsync(cluster, "lost", _ => true)).Metadata.DeletionTimestamp.HasValue);

        time.PutForward(TimeSpan.FromSeconds(41));
        await LookAsync(cluster, PodGcController.Name, PodGcController.Key);

        var failed = await PodAsync(cluster, "lost", pod => pod.Metadata.DeletionTimestamp is not null);
        Assert.Equal("Failed", failed.Status.Phase);
        Assert.Contains(
            failed.Status.Conditions,
            found => found is { Type: "DisruptionTarget", Status: "True", Reason: "DeletionByPodGC" });
    }

    [Fact]
    public async Task EventTtl_HourPasses_DeletesOldEventsOnly()
    {
        var time = new ShiftedTime();
        await using var cluster = await StartAsync(time);
        await CreateEventAsync(cluster, "old", time);
        time.PutForward(TimeSpan.FromMinutes(59));
        await CreateEventAsync(cluster, "young", time);
        time.PutForward(TimeSpan.FromMinutes(2));

        await cluster.Grain(EventTtlController.Name, EventTtlController.Key).LookAsync(Token);

        await cluster.UntilAsync("events", new ObjectKey("team", "old"), found => found is null, Token);
        Assert.NotNull(await cluster.UntilAsync("events", new ObjectKey("team", "young"), _ => true, Token));
    }

    private static async Task<ReconcilerCluster> StartAsync(ShiftedTime time)
    {
        var cluster = await ReconcilerCluster.StartAsync(services => services.AddSingleton<TimeProvider>(time), Token);
        await cluster.CreateNamespaceAsync("team", Token);
        return cluster;
    }

    private static Task LookAsync(ReconcilerCluster cluster, string controller, string key) =>
        cluster.Grain(controller, key).LookAsync(Token);

    private static async Task<V1Pod> PodAsync(ReconcilerCluster cluster, string name, Func<V1Pod, bool> isWanted) =>
        (await cluster.UntilAsync(
            "pods", new ObjectKey("team", name), found => isWanted(found!.As<V1Pod>()), Token))!.As<V1Pod>();

    private static Task CreatePodAsync(ReconcilerCluster cluster, string name, string node) =>
        cluster.Registry.CreateAsync(
            Kinds.Of<V1Pod>(),
            new V1Pod
            {
                ApiVersion = "v1",
                Kind = "Pod",
                Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = "team", Finalizers = ["test/held"] },
                Spec = new V1PodSpec
                {
                    NodeName = node,
                    Containers = [new V1Container { Name = "main", Image = "none" }],
                },
            },
            ReconcilerCluster.User,
            Token);

    private static Task CreateEventAsync(ReconcilerCluster cluster, string name, TimeProvider time) =>
        cluster.Registry.CreateAsync(
            Kinds.Of<Corev1Event>(),
            new Corev1Event
            {
                ApiVersion = "v1",
                Kind = "Event",
                Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = "team" },
                InvolvedObject = new V1ObjectReference { Kind = "Pod", NamespaceProperty = "team", Name = "p" },
                Reason = "Test",
                Message = "happened",
                Type = "Normal",
                LastTimestamp = time.GetUtcNow().UtcDateTime,
            },
            ReconcilerCluster.User,
            Token);
}
