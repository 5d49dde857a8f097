namespace OrleansScheduler.NodeAgent.Runtime;

/// <summary>As whom a container's processes run.</summary>
internal sealed record ContainerUser(long Uid, long Gid, IReadOnlyList<long> Groups);
