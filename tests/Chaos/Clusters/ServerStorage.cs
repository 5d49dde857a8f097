using OrleansScheduler.TestKit.Servers;

namespace OrleansScheduler.Chaos.Clusters;

/// <summary>A storage server that several silos share.</summary>
internal sealed class ServerStorage(TestServer server) : IClusterStorage
{
    public string Name => server.Provider;

    public IReadOnlyList<string> Arguments =>
    [
        "--set", $"Storage:Provider={server.Provider}",
        "--set", $"Storage:ConnectionString={server.ConnectionString}",
    ];

    public bool IsShared => true;

    // The emulator holds what it acknowledged in memory for a while; the service it stands for does not.
    public bool SurvivesKill => server is not AzuriteServer;

    public Task StartAsync(CancellationToken cancellationToken) => server.StartAsync(cancellationToken);

    public Task KillAsync(CancellationToken cancellationToken) => server.KillAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
