namespace OrleansScheduler.Chaos.Clusters;

/// <summary>What the silos keep their state in.</summary>
internal interface IClusterStorage : IAsyncDisposable
{
    string Name { get; }

    /// <summary>What a silo is told on its command line.</summary>
    IReadOnlyList<string> Arguments { get; }

    /// <summary>Whether more than one silo can use it.</summary>
    bool IsShared { get; }

    /// <summary>Whether the server itself keeps what it acknowledged when it is killed.</summary>
    bool SurvivesKill { get; }

    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Ends the server with kill -9, keeping its data; <see cref="StartAsync"/> brings it back.</summary>
    Task KillAsync(CancellationToken cancellationToken);
}
