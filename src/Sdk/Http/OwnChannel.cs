using k8s;

namespace OrleansScheduler.Sdk.Http;

/// <summary>One connection pool for both, for a client made without a service container.</summary>
internal sealed class OwnChannel(KubernetesClientConfiguration configuration) : IApiChannels, IDisposable
{
    private readonly HttpClient client = new(ConnectionHandler.Create(configuration)) { Timeout = Timeout.InfiniteTimeSpan };

    public HttpClient ForCalls() => client;

    public HttpClient ForStreams() => client;

    public void Dispose() => client.Dispose();
}
