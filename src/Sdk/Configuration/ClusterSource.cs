using k8s;
using k8s.Authentication;

namespace OrleansScheduler.Sdk.Configuration;

/// <summary>Turns settings into the official client's configuration.</summary>
internal static class ClusterSource
{
    /// <summary>The settings with their connection string read into them; the ones given stay as they are.</summary>
    public static OrleansSchedulerClientSettings Complete(OrleansSchedulerClientSettings settings)
    {
        var complete = new OrleansSchedulerClientSettings
        {
            Server = settings.Server,
            Token = settings.Token,
            TokenFile = settings.TokenFile,
            CertificateAuthority = settings.CertificateAuthority,
            Kubeconfig = settings.Kubeconfig,
            Context = settings.Context,
            Namespace = settings.Namespace,
            HealthCheckTimeout = settings.HealthCheckTimeout,
        };
        if (!string.IsNullOrWhiteSpace(settings.ConnectionString))
        {
            ConnectionString.Apply(settings.ConnectionString, complete);
        }

        return complete;
    }

    public static ClusterSourceKind Of(OrleansSchedulerClientSettings settings) => settings switch
    {
        { Server: not null } => ClusterSourceKind.Server,
        { Kubeconfig: not null } => ClusterSourceKind.Kubeconfig,
        _ when KubeconfigFiles.FromEnvironment().Count > 0 => ClusterSourceKind.DefaultKubeconfig,
        _ when KubernetesClientConfiguration.IsInCluster() => ClusterSourceKind.InCluster,
        _ when File.Exists(KubeconfigFiles.OfUser) => ClusterSourceKind.DefaultKubeconfig,
        _ => ClusterSourceKind.None,
    };

    public static KubernetesClientConfiguration Read(OrleansSchedulerClientSettings settings)
    {
        var complete = Complete(settings);
        var configuration = Of(complete) switch
        {
            ClusterSourceKind.Server => FromServer(complete),
            ClusterSourceKind.Kubeconfig => KubeconfigFiles.Read([complete.Kubeconfig ?? ""], complete.Context),
            ClusterSourceKind.DefaultKubeconfig => KubeconfigFiles.Read(KubeconfigFiles.Default(), complete.Context),
            ClusterSourceKind.InCluster => KubernetesClientConfiguration.InClusterConfig(),
            _ => throw new InvalidOperationException("The settings name no cluster."),
        };
        configuration.Namespace = complete.Namespace ?? configuration.Namespace;
        return configuration;
    }

    private static KubernetesClientConfiguration FromServer(OrleansSchedulerClientSettings settings)
    {
        var configuration = new KubernetesClientConfiguration
        {
            Host = settings.Server?.AbsoluteUri,
            AccessToken = settings.Token,
        };
        if (settings.TokenFile is not null)
        {
            configuration.TokenProvider = new TokenFileAuth(settings.TokenFile);
        }

        if (settings.CertificateAuthority is not null)
        {
            configuration.SslCaCerts = [];
            configuration.SslCaCerts.ImportFromPemFile(settings.CertificateAuthority);
        }

        return configuration;
    }
}
