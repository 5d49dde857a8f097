namespace OrleansScheduler.NodeAgent.Pods;

/// <summary>What pods may know about the node they run on.</summary>
internal sealed record NodeFacts
{
    public required string Name { get; init; }

    public required string HostIP { get; init; }

    /// <summary>Allocatable amounts by resource name: cpu in cores, the rest in bytes or pieces.</summary>
    public required IReadOnlyDictionary<string, decimal> Capacity { get; init; }

    /// <summary>Variables every container starts with.</summary>
    public IReadOnlyDictionary<string, string> BaseEnvironment { get; init; } = new Dictionary<string, string>();
}
