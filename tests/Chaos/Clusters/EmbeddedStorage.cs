namespace OrleansScheduler.Chaos.Clusters;

/// <summary>SQLite inside the one silo.</summary>
internal sealed class EmbeddedStorage : IClusterStorage
{
    public string Name => "sqlite";

    public IReadOnlyList<string> Arguments => [];

    public bool IsShared => false;

    public bool SurvivesKill => true;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task KillAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException("The embedded storage lives and dies with its silo.");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
