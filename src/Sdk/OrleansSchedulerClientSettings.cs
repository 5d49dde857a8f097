namespace OrleansScheduler.Sdk;

/// <summary>
/// How a client reaches its cluster. Bound from <c>Aspire:OrleansScheduler</c>, then <c>Aspire:OrleansScheduler:{name}</c>, then
/// <c>ConnectionStrings:{name}</c>, then the code. Where nothing names a cluster, kubectl's order holds: <c>$KUBECONFIG</c>, the pod's
/// own service account, <c>~/.kube/config</c>.
/// </summary>
public sealed class OrleansSchedulerClientSettings
{
    /// <summary>
    /// <c>Server=https://host:6443;Token=…;CertificateAuthority=ca.pem;Namespace=jobs</c>, <c>Kubeconfig=path;Context=name</c>,
    /// or just the server's URL. What it names wins over the properties below.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>The API server's URL.</summary>
    public Uri? Server { get; set; }

    /// <summary>The bearer token that goes with <see cref="Server"/>.</summary>
    public string? Token { get; set; }

    /// <summary>A file with the bearer token, read again when it is renewed.</summary>
    public string? TokenFile { get; set; }

    /// <summary>A PEM file with the CA of <see cref="Server"/>; null trusts what the machine trusts.</summary>
    public string? CertificateAuthority { get; set; }

    /// <summary>A kubeconfig file.</summary>
    public string? Kubeconfig { get; set; }

    /// <summary>The context of the kubeconfig; null takes its current one.</summary>
    public string? Context { get; set; }

    /// <summary>The namespace of what is submitted without one; null takes that of the context, else <c>default</c>.</summary>
    public string? Namespace { get; set; }

    /// <summary>How long the health check waits for the API server.</summary>
    public TimeSpan HealthCheckTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Leaves the health check out.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>Leaves the activity source out of the application's tracing.</summary>
    public bool DisableTracing { get; set; }

    /// <summary>Leaves the meter out of the application's metrics.</summary>
    public bool DisableMetrics { get; set; }
}
