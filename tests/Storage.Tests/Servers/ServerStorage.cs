using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Storage;
using OrleansScheduler.Storage.Ring;
using OrleansScheduler.TestKit.Servers;

namespace OrleansScheduler.Storage.Tests.Servers;

/// <summary>The grain storage of a server, as a silo that uses it has it. Null where the server is not installed.</summary>
public abstract class ServerStorage : IAsyncLifetime
{
    private TestServer? _server;
    private IHost? _silo;

    /// <summary>Why there is none.</summary>
    public abstract string? Missing { get; }

    internal IGrainStorage Storage =>
        _silo?.Services.GetRequiredKeyedService<IGrainStorage>(RingLogStoreExtensions.StorageName)
        ?? throw new InvalidOperationException(Missing);

    public async ValueTask InitializeAsync()
    {
        if (Missing is null)
        {
            _server = Create();
            await _server.StartAsync(CancellationToken.None);
            _silo = await StartSiloAsync(_server.ConnectionString);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_silo is not null)
        {
            await _silo.StopAsync();
            _silo.Dispose();
        }

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected abstract TestServer Create();

    protected abstract void Use(ISiloBuilder silo, string connectionString);

    private async Task<IHost> StartSiloAsync(string connectionString)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("test", "test"));
            silo.ConfigureEndpoints(System.Net.IPAddress.Loopback, FreePort.Take(), gatewayPort: 0);
            Use(silo, connectionString);
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
