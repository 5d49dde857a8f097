namespace OrleansScheduler.NodeAgent.Containers;

/// <summary>A container cannot be made from its spec as things are; <see cref="Reason"/> is the kubelet's word for the kind.</summary>
internal sealed class ContainerConfigException(string reason, string message) : Exception(message)
{
    public const string ConfigError = "CreateContainerConfigError";
    public const string CreateError = "CreateContainerError";

    public string Reason { get; } = reason;
}
