using System.Diagnostics;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using OrleansScheduler.ControlPlane.Reconcilers;
using OrleansScheduler.ControlPlane.Streams;
using OrleansScheduler.Resources;

namespace OrleansScheduler.ControlPlane.Tests.Reconcilers;

public sealed class SignalDeliveryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Signal_OtherKeyFails_IsNotDelayed()
    {
        await using var cluster = await StartAsync(isSignalled: true, resync: TimeSpan.FromMinutes(5));
        var reconciler = cluster.Services.GetRequiredService<FragileReconciler>();
        await CreateAsync(cluster, "poison");
        await reconciler.SeenAsync("team/poison").WaitAsync(TimeSpan.FromSeconds(10), Token);

        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 20; i++)
        {
            await CreateAsync(cluster, $"good-{i}");
            await reconciler.SeenAsync($"team/good-{i}").WaitAsync(TimeSpan.FromSeconds(10), Token);
        }

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(4), $"20 good keys took {clock.Elapsed}");
    }

    [Fact]
    public async Task Signal_OtherKeyOfTheQueueCannotBeActivated_ComesWithinTheDeliveryTime()
    {
        await using var cluster = await StartAsync(isSignalled: true, resync: TimeSpan.FromMinutes(5));
        var reconciler = cluster.Services.GetRequiredService<FragileReconciler>();
        await CreateAsync(cluster, "unborn");

        await CreateAsync(cluster, "good");

        await reconciler.SeenAsync("team/good").WaitAsync(TimeSpan.FromSeconds(10), Token);
    }

    [Fact]
    public async Task Resync_SignalWasLost_FindsTheKey()
    {
        await using var cluster = await StartAsync(isSignalled: false, resync: TimeSpan.FromMilliseconds(100));
        var reconciler = cluster.Services.GetRequiredService<FragileReconciler>();

        await CreateAsync(cluster, "unseen");

        await reconciler.SeenAsync("team/unseen").WaitAsync(TimeSpan.FromSeconds(10), Token);
    }

    // One queue, so that every key is behind every other.
    private static async Task<ReconcilerCluster> StartAsync(bool isSignalled, TimeSpan resync)
    {
        var cluster = await ReconcilerCluster.StartAsync(
            services =>
            {
                services.AddSingleton(FragileReconciler.Definition(isSignalled));
                services.AddSingleton<FragileReconciler>();
                services.Configure<RevisionLogStreamOptions>(options =>
                {
                    options.QueueCount = 1;
                    options.DeliveryLongest = TimeSpan.FromSeconds(1);
                });
                services.Configure<ReconcilerOptions>(options => options.ResyncPeriod = resync);
            },
            Token);
        await cluster.CreateNamespaceAsync("team", Token);
        return cluster;
    }

    private static async Task CreateAsync(ReconcilerCluster cluster, string name)
    {
        var made = new V1ConfigMap
        {
            ApiVersion = "v1",
            Kind = "ConfigMap",
            Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = "team" },
        };
        await cluster.Registry.CreateAsync(Kinds.ConfigMaps, made, ReconcilerCluster.User, Token);
    }
}
