namespace OrleansScheduler.NodeAgent.Runtime;

/// <summary>Something a runtime cannot do on this machine, and what that means to its pods.</summary>
internal sealed record MissingFeature(string Name, string Consequence)
{
    public static MissingFeature Cgroups { get; } = new("cgroups", "cpu and memory limits are not enforced");

    public static MissingFeature Mounts { get; } = new(
        "mounts", "volumes are not mounted; their paths are put into commands, arguments and variables, and readOnly is not enforced");

    public static MissingFeature ProcessIds { get; } = new("process-ids", "pods see the machine's processes and host name");

    public static MissingFeature ReAdoption { get; } = new("re-adoption", "pods end with the agent");

    public static MissingFeature Users { get; } = new("users", "a container that asks for another user or group than the agent's does not start");

    public static MissingFeature Signals { get; } = new(
        "signals", "processes are asked to end by Ctrl+Break, or ended at once where that cannot reach them");

    public override string ToString() => $"{Name} ({Consequence})";
}
