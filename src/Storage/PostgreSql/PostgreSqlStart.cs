using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace OrleansScheduler.Storage.PostgreSql;

/// <summary>Makes sure of the schema before the silo starts, whose providers read their statements from it.</summary>
internal sealed class PostgreSqlStart(string connectionString) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PostgreSqlSchema.EnsureAsync(connectionString, cancellationToken);
        }
        catch (Exception failure) when (failure is NpgsqlException or SocketException or TimeoutException)
        {
            var place = new NpgsqlConnectionStringBuilder(connectionString);
            throw new StorageUnreachableException(
                $"PostgreSQL at {place.Host}, database {place.Database}, cannot be used: {failure.Message}", failure);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
