using OrleansScheduler.TestKit.Servers;

namespace OrleansScheduler.Chaos.Clusters;

/// <summary>The storages by name.</summary>
internal static class ClusterStorages
{
    public static IReadOnlyList<string> Names { get; } = ["sqlite", "postgresql", "redis", "azure"];

    public static IClusterStorage Create(string name) => name switch
    {
        "sqlite" => new EmbeddedStorage(),
        "postgresql" => Server(PostgreSqlServer.Missing, () => new PostgreSqlServer()),
        "redis" => Server(RedisServer.Missing, () => new RedisServer()),
        "azure" => Server(AzuriteServer.Missing, () => new AzuriteServer()),
        _ => throw new ArgumentException($"There is no storage '{name}'; there are {string.Join(", ", Names)}."),
    };

    private static ServerStorage Server(string? missing, Func<TestServer> create) =>
        missing is null ? new ServerStorage(create()) : throw new InvalidOperationException(missing);
}
