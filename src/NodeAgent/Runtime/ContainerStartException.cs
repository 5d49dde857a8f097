namespace OrleansScheduler.NodeAgent.Runtime;

/// <summary>The container's command could not be started; the container counts as ended with code 128 and reason StartError.</summary>
internal sealed class ContainerStartException(string message) : Exception(message);
