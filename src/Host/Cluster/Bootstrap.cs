using OrleansScheduler.Resources.Core.Namespaces;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.Host.Cluster;

/// <summary>Makes sure of the system namespaces, after the silo is up and before the API is served.</summary>
internal sealed class Bootstrap(IResourceStore store, IResourceRegistry registry) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        new SystemNamespaces(store, registry).EnsureAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
