using System.Text;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using OrleansScheduler.ControlPlane.Reconcilers;
using OrleansScheduler.ControlPlane.Reconcilers.Namespaces;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.ControlPlane.Tests.Reconcilers;

/// <summary>One silo with the controllers on the in-memory store.</summary>
internal sealed class ReconcilerCluster : IAsyncDisposable
{
    private readonly IHost _host;

    private ReconcilerCluster(IHost host)
    {
        _host = host;
    }

    public InMemoryResourceStore Store => _host.Services.GetRequiredService<InMemoryResourceStore>();

    public IServiceProvider Services => _host.Services;

    public IResourceRegistry Registry => _host.Services.GetRequiredService<IResourceRegistry>();

    public static WriteOptions User { get; } = WriteOptions.ByController("test");

    public static async Task<ReconcilerCluster> StartAsync(
        Action<IServiceCollection> configure, CancellationToken cancellationToken)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddResources();
        builder.Services.AddSingleton(new InMemoryResourceStore());
        builder.Services.AddSingleton<IResourceStore>(
            services => services.GetRequiredService<InMemoryResourceStore>());
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering();
            silo.Configure<EndpointOptions>(options =>
            {
                options.SiloPort = FreePort();
                options.GatewayPort = 0;
            });
            silo.AddReconcilers(ControllerSelection.All);
            silo.Services.Configure<RootCaOptions>(options => options.Certificate = "-----BEGIN CERTIFICATE-----");
        });
        configure(builder.Services);
        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        return new ReconcilerCluster(host);
    }

    /// <summary>The grain of one key of a controller.</summary>
    public IReconcilerGrain Grain(string controller, string key) =>
        Services.GetRequiredService<IGrainFactory>().GetGrain<IReconcilerGrain>(GrainId.Create(controller, key));

    /// <summary>Makes a namespace and waits until pods can be made in it.</summary>
    public async Task CreateNamespaceAsync(string name, CancellationToken cancellationToken)
    {
        var made = new V1Namespace
        {
            ApiVersion = "v1",
            Kind = "Namespace",
            Metadata = new V1ObjectMeta { Name = name },
        };
        await Registry.CreateAsync(Kinds.Namespaces, made, User, cancellationToken);
        await UntilAsync("serviceaccounts", new ObjectKey(name, "default"), found => found is not null, cancellationToken);
    }

    /// <summary>Waits until the object is as wanted, by its watch.</summary>
    public async Task<StoredObject?> UntilAsync(
        string resourceType, ObjectKey key, Func<StoredObject?, bool> isWanted, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        try
        {
            return await WatchUntilAsync(resourceType, key, isWanted, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var last = await Store.GetAsync(resourceType, key, ReadConsistency.Any, cancellationToken);
            var seen = last is null ? "gone" : Encoding.UTF8.GetString(last.Json.Span);
            throw new TimeoutException($"{resourceType} {key} never was as wanted; it is {seen}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private async Task<StoredObject?> WatchUntilAsync(
        string resourceType, ObjectKey key, Func<StoredObject?, bool> isWanted, CancellationToken cancellationToken)
    {
        await using var watch = await Store.WatchAsync(
            resourceType, new WatchQuery { AfterRevision = null }, cancellationToken);
        while (true)
        {
            var stored = await Store.GetAsync(resourceType, key, ReadConsistency.Any, cancellationToken);
            if (isWanted(stored))
            {
                return stored;
            }

            await watch.WaitToReadAsync(cancellationToken);
            watch.TryRead(out _);
        }
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
