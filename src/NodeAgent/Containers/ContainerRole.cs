namespace OrleansScheduler.NodeAgent.Containers;

/// <summary>What a container is for in its pod.</summary>
internal enum ContainerRole
{
    /// <summary>Runs to its end before the next one starts.</summary>
    Init,

    /// <summary>An init container with restartPolicy Always: runs beside the main containers and ends after them.</summary>
    Sidecar,

    Main,
}
