using System.Text.Json.Serialization;

namespace OrleansScheduler.NodeAgent.Runtime;

/// <summary>Everything a runtime needs to run a container once. The environment may hold secrets and is never written to disk.</summary>
internal sealed record ContainerSpec
{
    public required string PodUid { get; init; }

    public required string PodNamespace { get; init; }

    public required string PodName { get; init; }

    public required string Name { get; init; }

    /// <summary>How often the container was restarted before this run.</summary>
    public required int Attempt { get; init; }

    public required string Image { get; init; }

    public required IReadOnlyList<string> Command { get; init; }

    [JsonIgnore]
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public string? WorkingDirectory { get; init; }

    public IReadOnlyList<ContainerMount> Mounts { get; init; } = [];

    public string Hostname { get; init; } = "";

    /// <summary>The container shares the process ids of the machine.</summary>
    public bool HostProcesses { get; init; }

    /// <summary>As whom it runs; the agent's own user when null.</summary>
    public ContainerUser? RunAs { get; init; }

    /// <summary>Nothing it starts may gain rights it has not (allowPrivilegeEscalation false).</summary>
    public bool NoNewPrivileges { get; init; }

    public long? MemoryLimit { get; init; }

    public long? CpuLimitMillis { get; init; }

    public long? CpuRequestMillis { get; init; }

    /// <summary>The log the output goes to, in CRI format.</summary>
    public required string LogPath { get; init; }

    /// <summary>The file on this machine the container's termination message is read from.</summary>
    public string? TerminationMessageFile { get; init; }
}
