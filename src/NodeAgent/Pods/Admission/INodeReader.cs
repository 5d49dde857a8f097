using k8s.Models;

namespace OrleansScheduler.NodeAgent.Pods.Admission;

/// <summary>The Node object of this agent, as the cluster has it.</summary>
internal interface INodeReader
{
    /// <summary>What the watch told last; before that, what the agent registers.</summary>
    V1Node Current { get; }

    /// <summary>Asks the cluster, for a decision that must not rest on an old answer.</summary>
    Task<V1Node> ReadAsync(CancellationToken cancellationToken);
}
