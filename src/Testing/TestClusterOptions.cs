namespace OrleansScheduler.Testing;

/// <summary>What a test cluster consists of.</summary>
public sealed record TestClusterOptions
{
    /// <summary>Nodes that exist only in what they tell the cluster: pods on them seem to run, and end as their annotations say.</summary>
    public int SimulatedNodes { get; init; } = 3;

    /// <summary>Nodes that run pods as processes of this machine, for tests of the programs themselves.</summary>
    public int ProcessNodes { get; init; }

    /// <summary>What a simulated node has room for.</summary>
    public IReadOnlyDictionary<string, string> Capacity { get; init; } =
        new Dictionary<string, string> { ["cpu"] = "8", ["memory"] = "32Gi", ["pods"] = "110" };

    /// <summary>How long simulated containers run, by the cluster's clock, unless their pod says otherwise.</summary>
    public TimeSpan RunTime { get; init; } = TimeSpan.FromSeconds(1);
}
