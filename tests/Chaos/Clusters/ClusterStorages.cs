namespace OrleansScheduler.Chaos.Clusters;

/// <summary>The storages by name.</summary>
internal static class ClusterStorages
{
    public static IReadOnlyList<string> Names { get; } = ["sqlite"];

    public static IClusterStorage Create(string name) => name switch
    {
        "sqlite" => new EmbeddedStorage(),
        _ => throw new ArgumentException($"There is no storage '{name}'; there are {string.Join(", ", Names)}."),
    };
}
