using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Storage;
using OrleansScheduler.Storage.Ring;

namespace OrleansScheduler.Storage.Azure;

/// <summary>Registers Azure Storage as the storage of a cluster.</summary>
public static class AzureStorageExtensions
{
    private const int Retries = 1;
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(4);

    /// <summary>
    /// Keeps the logs in blobs and finds the other silos in a table. The two calls have the names and options of
    /// Orleans' packages for Azure: with these referenced, this folder can be removed.
    /// </summary>
    public static ISiloBuilder UseAzureStorage(this ISiloBuilder builder, string connectionString) => builder
        .AddAzureBlobGrainStorage(RingLogStoreExtensions.StorageName, () => new AzureBlobStorageOptions
        {
            BlobServiceClient = new BlobServiceClient(connectionString, Impatient(new BlobClientOptions())),
            ContainerName = "orleans-scheduler",
            GrainStorageSerializer = RingLogStoreExtensions.RawBlocks,
        })
        .UseAzureStorageClustering(() => new AzureStorageClusteringOptions
        {
            TableServiceClient = new TableServiceClient(connectionString, Impatient(new TableClientOptions())),
        });

    private static ISiloBuilder AddAzureBlobGrainStorage(
        this ISiloBuilder builder, string name, Func<AzureBlobStorageOptions> options)
    {
        builder.Services.AddKeyedSingleton(name, (services, _) => new AzureBlobGrainStorage(options(), Cluster(services).ServiceId));
        builder.Services.AddKeyedSingleton<IGrainStorage>(
            name, (services, _) => services.GetRequiredKeyedService<AzureBlobGrainStorage>(name));
        builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(
            services => services.GetRequiredKeyedService<AzureBlobGrainStorage>(name));
        return builder;
    }

    private static ISiloBuilder UseAzureStorageClustering(
        this ISiloBuilder builder, Func<AzureStorageClusteringOptions> options)
    {
        builder.Services.AddSingleton<IMembershipTable>(
            services => new AzureMembershipTable(options(), Cluster(services).ClusterId));
        return builder;
    }

    private static ClusterOptions Cluster(IServiceProvider services) =>
        services.GetRequiredService<IOptions<ClusterOptions>>().Value;

    // The callers look up what became of a call, and try again themselves.
    private static T Impatient<T>(T options)
        where T : global::Azure.Core.ClientOptions
    {
        options.Retry.MaxRetries = Retries;
        options.Retry.NetworkTimeout = CallTimeout;
        return options;
    }
}
