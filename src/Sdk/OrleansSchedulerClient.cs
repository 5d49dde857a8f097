using k8s;
using k8s.Models;
using OrleansScheduler.Sdk.Http;
using OrleansScheduler.Sdk.Informers;
using OrleansScheduler.Sdk.Jobs;
using OrleansScheduler.Sdk.Pods;
using OrleansScheduler.Sdk.Resources;

namespace OrleansScheduler.Sdk;

/// <summary>
/// The entry to a cluster: jobs, pods, every other kind, watches and informers. Thread-safe; keep one per cluster.
/// <see cref="Kubernetes"/> is the official client on the same connection for whatever is not covered here.
/// </summary>
public sealed class OrleansSchedulerClient : IDisposable
{
    private readonly ApiTransport transport;
    private readonly TimeProvider time;

    /// <summary>A client for an explicit configuration of the official package.</summary>
    public OrleansSchedulerClient(KubernetesClientConfiguration configuration, TimeProvider? time = null)
    {
        transport = new ApiTransport(configuration);
        this.time = time ?? TimeProvider.System;
        Namespace = string.IsNullOrEmpty(configuration.Namespace) ? "default" : configuration.Namespace;
        Pods = new PodClient(transport, Resources<V1Pod>());
        Jobs = new JobClient(Resources<V1Job>(), Pods, Namespace);
    }

    /// <summary>A client from a kubeconfig file: the one given, else <c>$KUBECONFIG</c>, else <c>~/.kube/config</c>.</summary>
    public static OrleansSchedulerClient FromKubeconfig(string? path = null, string? context = null) =>
        new(KubernetesClientConfiguration.BuildConfigFromConfigFile(
            path ?? Environment.GetEnvironmentVariable("KUBECONFIG"), context));

    /// <summary>A client for a server, a bearer token and, where the server's CA is not the machine's, the CA file.</summary>
    public static OrleansSchedulerClient FromToken(Uri server, string token, string? certificateAuthorityFile = null)
    {
        var configuration = new KubernetesClientConfiguration { Host = server.AbsoluteUri, AccessToken = token };
        if (certificateAuthorityFile is not null)
        {
            configuration.SslCaCerts = [];
            configuration.SslCaCerts.ImportFromPemFile(certificateAuthorityFile);
        }

        return new(configuration);
    }

    /// <summary>The configured default namespace.</summary>
    public string Namespace { get; }

    /// <summary>The official client, on the same connection and credentials.</summary>
    public IKubernetes Kubernetes => transport;

    /// <summary>Jobs: submit, await, logs.</summary>
    public JobClient Jobs { get; }

    /// <summary>Pods and their logs.</summary>
    public PodClient Pods { get; }

    /// <summary>Every verb on one kind.</summary>
    public ResourceClient<T> Resources<T>()
        where T : class, IKubernetesObject<V1ObjectMeta> => new(transport, time);

    /// <summary>A cache of the selected objects that is kept current while it runs.</summary>
    public Informer<T> Informer<T>(ResourceQuery query, TimeSpan? resync = null)
        where T : class, IKubernetesObject<V1ObjectMeta> => new(Resources<T>(), query, resync, time);

    /// <inheritdoc/>
    public void Dispose() => transport.Dispose();
}
