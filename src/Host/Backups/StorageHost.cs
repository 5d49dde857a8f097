using OrleansScheduler.Host.Cluster;
using OrleansScheduler.Host.Logging;
using OrleansScheduler.Host.Pki;

namespace OrleansScheduler.Host.Backups;

/// <summary>A silo with a log store and nothing else: no store grain runs, so the logs are free to be written.</summary>
internal static class StorageHost
{
    public static IHost Build(StorageLocation location)
    {
        PrivateFile.CreateDirectory(location.DataDirectory);
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddSettings(location.Configuration, location.Overrides);
        builder.AddHostLogging(location.DataDirectory, toConsole: false);
        builder.UseOrleans(silo => silo.UseStorage(location.DataDirectory, builder.Configuration));
        return builder.Build();
    }
}
