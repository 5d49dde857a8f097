namespace OrleansScheduler.ControlPlane.Watching;

/// <summary>The resource types that nodes and schedulers work with.</summary>
internal static class CoreTypes
{
    public const string Pods = "pods";
    public const string Nodes = "nodes";
    public const string Leases = "coordination.k8s.io/leases";

    /// <summary>Where the leases of nodes are.</summary>
    public const string NodeLeaseNamespace = "kube-node-lease";
}
