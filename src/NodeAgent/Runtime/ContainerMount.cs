namespace OrleansScheduler.NodeAgent.Runtime;

/// <summary>A file or folder of the machine, seen by the container under a path of its own.</summary>
internal sealed record ContainerMount(string HostPath, string ContainerPath, bool ReadOnly);
