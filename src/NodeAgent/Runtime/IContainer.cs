namespace OrleansScheduler.NodeAgent.Runtime;

/// <summary>One run of one container.</summary>
internal interface IContainer
{
    string Id { get; }

    ContainerSpec Spec { get; }

    DateTimeOffset? StartedAt { get; }

    /// <summary>Whether the main process is alive; false some moments before <see cref="Exited"/> completes.</summary>
    bool IsAlive { get; }

    /// <summary>Completes when the container has ended and its whole output is in the log.</summary>
    Task<ContainerExit> Exited { get; }

    /// <summary>Starts the container; a <see cref="ContainerStartException"/> says why its command could not be run.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Asks the main process to end.</summary>
    void Terminate();

    /// <summary>Ends all processes of the container at once.</summary>
    void Kill();

    /// <summary>Runs a command where the container's main process lives, with its environment.</summary>
    Task<ExecResult> ExecAsync(IReadOnlyList<string> command, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Removes what the container left, except its log.</summary>
    Task RemoveAsync(CancellationToken cancellationToken);
}
