using OrleansScheduler.Sdk.Http;

namespace OrleansScheduler.Sdk.Tests.Http;

/// <summary>Leads to a server within the test.</summary>
internal sealed class StubChannels(HttpMessageHandler server) : IApiChannels
{
    public HttpClient ForCalls() => new(server, disposeHandler: false);

    public HttpClient ForStreams() => ForCalls();

    public static OrleansSchedulerClient Client(HttpMessageHandler server, TimeProvider time) =>
        new(new k8s.KubernetesClientConfiguration { Host = "https://cluster.test" }, new StubChannels(server), time);
}
