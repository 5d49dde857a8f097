using Microsoft.Extensions.Hosting;
using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.Storage.Sqlite;

/// <summary>Opens the store with the host, so that an unusable directory stops the start and not the first write.</summary>
internal sealed class SqliteLogStoreStart(IServiceProvider services) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _ = services.GetService(typeof(ILogStore));
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
