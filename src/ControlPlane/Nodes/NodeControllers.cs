using OrleansScheduler.ControlPlane.Reconcilers;

namespace OrleansScheduler.ControlPlane.Nodes;

/// <summary>The controllers that NodeGrains run, under the names by which they are switched on and off.</summary>
internal static class NodeControllers
{
    /// <summary>Conditions and taints of silent nodes. It has no work queue: every NodeGrain watches its node.</summary>
    public static Controller Lifecycle { get; } = new("node-lifecycle-controller", ["nodelifecycle"], []);

    /// <summary>Deletes pods that do not tolerate their node's NoExecute taints.</summary>
    public static Controller TaintEviction { get; } = new("taint-eviction-controller", ["taint-eviction"], []);
}
