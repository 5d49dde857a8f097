namespace OrleansScheduler.NodeAgent.Runtime;

/// <summary>
/// What runs the containers of a node. <see cref="RecoverAsync"/> finds the containers of an earlier agent again; disposing a runtime ends
/// only those that cannot outlive it.
/// </summary>
internal interface IContainerRuntime : IAsyncDisposable
{
    /// <summary>The scheme of container ids, such as <c>process</c>.</summary>
    string Name { get; }

    string Version { get; }

    /// <summary>What Kubernetes users expect and this machine does not allow; empty when all is there.</summary>
    IReadOnlyList<MissingFeature> Missing { get; }

    /// <summary>Containers left by an earlier agent on the same data directory, running or ended.</summary>
    Task<IReadOnlyList<IContainer>> RecoverAsync(CancellationToken cancellationToken);

    Task<IContainer> CreateAsync(ContainerSpec spec, CancellationToken cancellationToken);
}
