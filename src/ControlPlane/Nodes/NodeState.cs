using k8s.Models;
using OrleansScheduler.Resources;

namespace OrleansScheduler.ControlPlane.Nodes;

/// <summary>What a NodeGrain knows of its node.</summary>
internal sealed class NodeState(string name, NodeHealth health)
{
    public string Name { get; } = name;

    public NodeHealth Health { get; } = health;

    /// <summary>Null when there is no such Node.</summary>
    public V1Node? Node { get; set; }

    /// <summary>Every pod bound to the node, finished ones included.</summary>
    public Dictionary<ObjectKey, V1Pod> Pods { get; } = [];

    /// <summary>True when a change of a pod may call for action before the next look.</summary>
    public bool ConcernsKeeper =>
        Node is not null && (!NodeConditions.IsReady(Node) || NodeTaints.Evicting(Node).Count > 0);
}
