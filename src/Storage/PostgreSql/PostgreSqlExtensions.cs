using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Configuration;
using OrleansScheduler.Storage.Ring;

namespace OrleansScheduler.Storage.PostgreSql;

/// <summary>Registers PostgreSQL as the storage of a cluster.</summary>
public static class PostgreSqlExtensions
{
    private const string Invariant = "Npgsql";
    private const int MaxConnections = 25;

    /// <summary>Keeps the logs in PostgreSQL and finds the other silos there. The schema is made at the first start.</summary>
    public static ISiloBuilder UsePostgreSql(this ISiloBuilder builder, string connectionString)
    {
        var connection = Complete(connectionString);
        builder.Services.AddHostedService(_ => new PostgreSqlStart(connection));
        return builder
            .AddAdoNetGrainStorage(RingLogStoreExtensions.StorageName, (AdoNetGrainStorageOptions options) =>
            {
                options.Invariant = Invariant;
                options.ConnectionString = connection;
                options.GrainStorageSerializer = RingLogStoreExtensions.RawBlocks;
                options.DeleteStateOnClear = true;
            })
            .UseAdoNetClustering((AdoNetClusteringSiloOptions options) =>
            {
                options.Invariant = Invariant;
                options.ConnectionString = connection;
            });
    }

    // The server's default is 100 connections, for all silos and the calls of the ring and the membership of each.
    private static string Complete(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString) { Timezone = "UTC" };
        connection.MaxPoolSize = connection.ContainsKey("Maximum Pool Size") ? connection.MaxPoolSize : MaxConnections;
        return connection.ConnectionString;
    }
}
