namespace OrleansScheduler.Host.Cluster;

/// <summary>Leaves starting and stopping to the command: it alone listens to Ctrl-C and SIGTERM.</summary>
internal sealed class CommandLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
