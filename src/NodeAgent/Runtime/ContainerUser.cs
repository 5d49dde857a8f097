namespace OrleansScheduler.NodeAgent.Runtime;

/// <summary>As whom a container's processes run.</summary>
/// <param name="Groups">The groups besides <paramref name="Gid"/>.</param>
internal sealed record ContainerUser(long Uid, long Gid, IReadOnlyList<long> Groups, string Home);
