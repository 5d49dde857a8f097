using System.Net;
using OrleansScheduler.NodeAgent.Runtime;

namespace OrleansScheduler.Host.Cluster;

/// <summary>What the command line decides about one node agent.</summary>
internal sealed record AgentSettings
{
    public required string NodeName { get; init; }

    public required string DataDirectory { get; init; }

    public required string KubeconfigPath { get; init; }

    /// <summary>Where the API server and other nodes reach this one.</summary>
    public string Address { get; init; } = IPAddress.Loopback.ToString();

    public ProcessMode Processes { get; init; }

    /// <summary>The grace of pods that end with the agent; null lets them go on.</summary>
    public TimeSpan? EndPodsOnStop { get; init; }

    public bool LogToConsole { get; init; }
}
