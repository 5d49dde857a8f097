using k8s;
using k8s.Models;
using OrleansScheduler.Sdk.Configuration;
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
    private readonly KubernetesClientConfiguration configuration;
    private readonly IApiChannels channels;
    private readonly ApiTransport transport;
    private readonly TimeProvider time;
    private readonly IDisposable? owned;

    /// <summary>A client for an explicit configuration of the official package, with connections of its own.</summary>
    public OrleansSchedulerClient(KubernetesClientConfiguration configuration, TimeProvider? time = null)
        : this(configuration, new OwnChannel(configuration), time ?? TimeProvider.System)
    {
        owned = (IDisposable)channels;
    }

    internal OrleansSchedulerClient(KubernetesClientConfiguration configuration, IApiChannels channels, TimeProvider time)
    {
        this.configuration = configuration;
        this.channels = channels;
        this.time = time;
        transport = new ApiTransport(configuration, channels, time);
        Namespace = string.IsNullOrEmpty(configuration.Namespace) ? "default" : configuration.Namespace;
        Kinds = new KindCatalog(transport);
        Pods = new PodClient(transport, Resources<V1Pod>());
        Jobs = new JobClient(Resources<V1Job>(), Pods, Namespace);
    }

    /// <summary>
    /// A client from a kubeconfig file: the one given, else those of <c>$KUBECONFIG</c>, else <c>~/.kube/config</c>.
    /// </summary>
    public static OrleansSchedulerClient FromKubeconfig(string? path = null, string? context = null) =>
        new(KubeconfigFiles.Read(path is null ? KubeconfigFiles.Default() : [path], context));

    /// <summary>A client from settings, such as a connection string; see <see cref="OrleansSchedulerClientSettings"/>.</summary>
    /// <exception cref="FormatException">The connection string cannot be read.</exception>
    /// <exception cref="InvalidOperationException">The settings name no cluster.</exception>
    public static OrleansSchedulerClient FromSettings(OrleansSchedulerClientSettings settings) =>
        new(ClusterSource.Read(settings));

    /// <summary>A client for a server, a bearer token and, where the server's CA is not the machine's, the CA file.</summary>
    public static OrleansSchedulerClient FromToken(Uri server, string token, string? certificateAuthorityFile = null) =>
        FromSettings(new() { Server = server, Token = token, CertificateAuthority = certificateAuthorityFile });

    /// <summary>
    /// The same cluster over the same connections, as the bearer of another token: one client per signed-in user. It lives no longer
    /// than this one.
    /// </summary>
    /// <exception cref="InvalidOperationException">The connections show a client certificate, which would still say who calls.</exception>
    public OrleansSchedulerClient WithToken(string token)
    {
        if (ConnectionHandler.ShowsCertificate(configuration))
        {
            throw new InvalidOperationException("A client with a client certificate cannot take another's token.");
        }

        return new(
            new KubernetesClientConfiguration
            {
                Host = configuration.Host, AccessToken = token, Namespace = configuration.Namespace,
            },
            channels,
            time);
    }

    /// <summary>The configured default namespace.</summary>
    public string Namespace { get; }

    /// <summary>The official client, on the same connection and credentials.</summary>
    public IKubernetes Kubernetes => transport;

    /// <summary>Jobs: submit, await, logs.</summary>
    public JobClient Jobs { get; }

    /// <summary>Pods and their logs.</summary>
    public PodClient Pods { get; }

    /// <summary>The kinds the server has, and what the client may do with them.</summary>
    public KindCatalog Kinds { get; }

    /// <summary>Every verb on one kind.</summary>
    public ResourceClient<T> Resources<T>()
        where T : class, IKubernetesObject<V1ObjectMeta> => new(ApiKind.Of<T>(), transport, time);

    /// <summary>Every verb on a kind that is known only at run time; see <see cref="Kinds"/>.</summary>
    public ResourceClient<UntypedObject> Resources(ApiKind kind) => new(kind, transport, time);

    /// <summary>A cache of the selected objects that is kept current while it runs.</summary>
    public Informer<T> Informer<T>(ResourceQuery query, TimeSpan? resync = null)
        where T : class, IKubernetesObject<V1ObjectMeta> => new(Resources<T>(), query, resync, time);

    /// <summary>Completes when the API server is ready and takes the credentials.</summary>
    public Task CheckReadyAsync(CancellationToken cancellationToken = default) => transport.SendAsync(
        new ApiRequest(HttpMethod.Get, "readyz") { Verb = "get", Resource = "readyz" }, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        transport.Dispose();
        owned?.Dispose();
    }
}
