namespace OrleansScheduler.Sdk.Http;

/// <summary>Channels whose connections belong to the application's <see cref="IHttpClientFactory"/>.</summary>
internal sealed class FactoryChannels(IHttpClientFactory factory, string calls, string streams) : IApiChannels
{
    public HttpClient ForCalls() => factory.CreateClient(calls);

    public HttpClient ForStreams() => factory.CreateClient(streams);
}
