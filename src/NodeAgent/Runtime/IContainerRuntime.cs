namespace OrleansScheduler.NodeAgent.Runtime;

/// <summary>What runs the containers of a node. A container outlives the agent; <see cref="RecoverAsync"/> finds it again.</summary>
internal interface IContainerRuntime
{
    /// <summary>The scheme of container ids, such as <c>process</c>.</summary>
    string Name { get; }

    string Version { get; }

    /// <summary>Containers left by an earlier agent on the same data directory, running or ended.</summary>
    Task<IReadOnlyList<IContainer>> RecoverAsync(CancellationToken cancellationToken);

    Task<IContainer> CreateAsync(ContainerSpec spec, CancellationToken cancellationToken);
}
