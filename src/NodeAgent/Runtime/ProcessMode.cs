namespace OrleansScheduler.NodeAgent.Runtime;

/// <summary>How a node runs the processes of its pods.</summary>
public enum ProcessMode
{
    /// <summary>Supervised where the machine has what that needs, plain elsewhere.</summary>
    Auto,

    /// <summary>Below a shim that outlives the agent, with the isolation and limits the machine allows. Linux only.</summary>
    Supervised,

    /// <summary>Children of the agent and nothing more: any platform, but no limits, no mounts, and pods end with their agent.</summary>
    Plain,
}
