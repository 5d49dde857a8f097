using OrleansScheduler.Resources;

namespace OrleansScheduler.ControlPlane.Watching;

/// <summary>The resource types that nodes and schedulers work with.</summary>
internal static class CoreTypes
{
    public const string Pods = "pods";
    public const string Nodes = "nodes";
    public const string Leases = "coordination.k8s.io/leases";

    /// <summary>Where the leases of nodes are.</summary>
    public const string NodeLeaseNamespace = "kube-node-lease";

    public static ResourceKind PodKind => Kind("Pod");

    public static ResourceKind NodeKind => Kind("Node");

    private static ResourceKind Kind(string name) => Kinds.Find(new GroupVersionKind("", "v1", name))
        ?? throw new InvalidOperationException($"The kind {name} is not among the served kinds.");
}
