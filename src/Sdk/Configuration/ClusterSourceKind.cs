namespace OrleansScheduler.Sdk.Configuration;

/// <summary>Where the address and credentials of a cluster come from.</summary>
internal enum ClusterSourceKind
{
    None,
    Server,
    Kubeconfig,
    DefaultKubeconfig,
    InCluster,
}
