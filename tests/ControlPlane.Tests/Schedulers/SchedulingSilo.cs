using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using Orleans.TestingHost;
using OrleansScheduler.ControlPlane.Events;
using OrleansScheduler.ControlPlane.Schedulers;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Explanations;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.ControlPlane.Tests.Schedulers;

/// <summary>Silos, one unless said otherwise, with nodes and schedulers over a store in memory.</summary>
internal sealed class SchedulingSilo : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    private SchedulingSilo(InProcessTestCluster cluster, IResourceStore store, RecordedEvents events)
    {
        _cluster = cluster;
        Store = store;
        Events = events;
    }

    public IResourceStore Store { get; }

    public RecordedEvents Events { get; }

    /// <summary>The store as everything in the silo sees it: heartbeats do not reach the one below.</summary>
    public IResourceStore StoreOfSilo => _cluster.Silos[0].ServiceProvider.GetRequiredService<IResourceStore>();

    public IGrainFactory GrainsOfSilo => _cluster.Silos[0].ServiceProvider.GetRequiredService<IGrainFactory>();

    public IPodExplainer Explainer => _cluster.Silos[0].ServiceProvider.GetRequiredService<IPodExplainer>();

    public IReadOnlyList<IServiceProvider> Silos => [.. _cluster.Silos.Select(silo => silo.ServiceProvider)];

    /// <summary>Ends a silo as if its machine had failed.</summary>
    public Task KillAsync(int silo) => _cluster.KillSiloAsync(_cluster.Silos[silo]);

    public static async Task<SchedulingSilo> StartAsync(
        Action<SchedulerOptions>? configure = null, FakeTimeProvider? time = null, short silos = 1)
    {
        var store = new InMemoryResourceStore();
        var events = new RecordedEvents();
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<IResourceStore>(store);
            silo.Services.AddSingleton<IEventRecorder>(events);
            silo.Services.Configure(configure ?? (_ => { }));
            silo.Services.AddResources();
            silo.AddScheduling();
            silo.Services.Configure<ClusterMembershipOptions>(membership =>
            {
                membership.ProbeTimeout = TimeSpan.FromMilliseconds(500);
                membership.NumMissedProbesLimit = 2;
            });
            if (time is not null)
            {
                silo.Services.AddSingleton<TimeProvider>(time);
            }
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        await store.CreateAsync("namespaces", new V1Namespace
        {
            ApiVersion = "v1",
            Kind = "Namespace",
            Metadata = new V1ObjectMeta { Name = "default", Uid = "uid-default" },
            Status = new V1NamespaceStatus { Phase = "Active" },
        });
        return new SchedulingSilo(cluster, store, events);
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }
}
