using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using OrleansScheduler.ControlPlane.Store;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Storage.Sqlite;

namespace OrleansScheduler.ControlPlane.Tests.Store;

/// <summary>A silo of its own over a data directory.</summary>
internal sealed class StoreHost(IHost host) : IAsyncDisposable
{
    public IResourceStore Store { get; } = host.Services.GetRequiredService<IResourceStore>();

    public static async Task<StoreHost> StartAsync(
        string directory, Action<ResourceStoreOptions> configure, CancellationToken cancellationToken)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(FreePort(), FreePort(), serviceId: "store-tests", clusterId: Guid.NewGuid().ToString())
            .Configure<EndpointOptions>(endpoint => endpoint.AdvertisedIPAddress = IPAddress.Loopback)
            .AddSqliteLogStore(directory)
            .AddResourceStore(configure));
        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        return new StoreHost(host);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
