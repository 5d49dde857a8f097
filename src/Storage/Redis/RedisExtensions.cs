using Microsoft.Extensions.Hosting;
using Orleans.Clustering.Redis;
using Orleans.Persistence;
using OrleansScheduler.Storage.Ring;
using StackExchange.Redis;

namespace OrleansScheduler.Storage.Redis;

/// <summary>Registers Redis as the storage of a cluster.</summary>
public static class RedisExtensions
{
    /// <summary>
    /// Keeps the logs in Redis and finds the other silos there. Acknowledged writes survive the death of the Redis
    /// server only if it appends to its file before it answers (<c>appendonly yes</c>, <c>appendfsync always</c>).
    /// </summary>
    public static ISiloBuilder UseRedis(this ISiloBuilder builder, string connectionString)
    {
        var configuration = ConfigurationOptions.Parse(connectionString);
        return builder
            .AddRedisGrainStorage(RingLogStoreExtensions.StorageName, (RedisStorageOptions options) =>
            {
                options.ConfigurationOptions = configuration;
                options.GrainStorageSerializer = RingLogStoreExtensions.RawBlocks;
                options.DeleteStateOnClear = true;
            })
            .UseRedisClustering((RedisClusteringOptions options) => options.ConfigurationOptions = configuration);
    }
}
