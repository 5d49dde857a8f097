namespace OrleansScheduler.ControlPlane.Reconcilers.Namespaces;

/// <summary>Keeps the ConfigMap with the cluster's CA in every namespace.</summary>
internal static class RootCaController
{
    public const string Name = "root-ca-certificate-publisher-controller";
    public const string ConfigMapName = "kube-root-ca.crt";

    public static Controller Definition { get; } = new(
        Name,
        ["root-ca-certificate-publisher", "root-ca-cert-publisher"],
        NamespaceDefaultsRoute.For("configmaps", ConfigMapName));
}
