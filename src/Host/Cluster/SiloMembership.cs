using Orleans.Configuration;
using OrleansScheduler.Storage.Azure;
using OrleansScheduler.Storage.PostgreSql;
using OrleansScheduler.Storage.Redis;
using OrleansScheduler.Storage.Ring;
using OrleansScheduler.Storage.Sqlite;

namespace OrleansScheduler.Host.Cluster;

/// <summary>Where the silo keeps its state, how it finds the others, and how fast a dead one is noticed.</summary>
internal static class SiloMembership
{
    private const string ClusterName = "orleans-scheduler";

    public static ISiloBuilder UseStorage(this ISiloBuilder silo, string dataDirectory, IConfiguration configuration)
    {
        var storage = StorageSettings.Read(configuration);
        return storage.Provider switch
        {
            StorageProvider.Sqlite => silo
                .UseLocalhostClustering(siloPort: FreePort.Find(), gatewayPort: 0)
                .AddSqliteLogStore(DataDirectories.Store(dataDirectory)),
            StorageProvider.PostgreSql => silo
                .JoinOthers(configuration)
                .UsePostgreSql(storage.ConnectionString),
            StorageProvider.Redis => silo
                .JoinOthers(configuration)
                .UseRedis(storage.ConnectionString),
            StorageProvider.AzureStorage => silo
                .JoinOthers(configuration)
                .UseAzureStorage(storage.ConnectionString),
            _ => throw new ArgumentOutOfRangeException(nameof(configuration), storage.Provider, null),
        };
    }

    private static ISiloBuilder JoinOthers(this ISiloBuilder silo, IConfiguration configuration)
    {
        var place = SiloSettings.Read(configuration);
        return silo
            .AddRingLogStore(configuration.GetSection(StorageSettings.Section).GetSection("Ring").Bind)
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (ClusterName, ClusterName))
            .ConfigureEndpoints(place.Address, place.Port == 0 ? FreePort.Find() : place.Port, gatewayPort: 0)
            .Configure<ClusterMembershipOptions>(NoticeDeathEarly)
            .Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(10))
            .ConfigureServices(services => services.AddSingleton<IFatalErrorHandler, FailFastErrorHandler>());
    }

    // With Orleans' defaults a frozen silo goes unnoticed for a minute, and a cluster that died whole waits for longer.
    private static void NoticeDeathEarly(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(1);
        options.MaxProbeTimeout = TimeSpan.FromSeconds(1.5);
        options.NumMissedProbesLimit = 3;
        options.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
    }
}
