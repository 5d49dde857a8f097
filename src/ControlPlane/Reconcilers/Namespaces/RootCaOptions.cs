namespace OrleansScheduler.ControlPlane.Reconcilers.Namespaces;

/// <summary>The certificate clients in the cluster check the API server with.</summary>
public sealed class RootCaOptions
{
    /// <summary>PEM; while it is empty nothing is published.</summary>
    public string Certificate { get; set; } = "";
}
