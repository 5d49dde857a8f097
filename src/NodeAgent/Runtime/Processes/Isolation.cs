namespace OrleansScheduler.NodeAgent.Runtime.Processes;

/// <summary>How far containers are kept apart from the machine.</summary>
internal enum Isolation
{
    /// <summary>Nothing beyond a session: mounts, process ids and host name are the machine's.</summary>
    None,

    /// <summary>Own mounts, process ids and host name, made inside an unprivileged user namespace.</summary>
    UserNamespaces,

    /// <summary>Own mounts, process ids and host name, made by root.</summary>
    Namespaces,
}
