using System.Net;
using System.Net.Http.Headers;
using k8s;

namespace OrleansScheduler.NodeAgent.Simulation;

/// <summary>
/// The API server as thousands of nodes use it together: prepared bytes over a few connections. HTTP/1.1, because one
/// HTTP/2 connection would put all of them behind one lock and one window.
/// </summary>
internal sealed class SimulationApi(KubernetesClientConfiguration configuration) : IDisposable
{
    public const string Json = "application/json";
    public const string StrategicPatch = "application/strategic-merge-patch+json";
    private static readonly MediaTypeWithQualityHeaderValue AcceptJson = new(Json);
    private readonly Kubernetes client = new(configuration);

    /// <summary>Sends a request and reads the whole answer, whatever its status.</summary>
    public async Task<ApiAnswer> SendAsync(
        HttpMethod method, string path, ReadOnlyMemory<byte> body, string contentType, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(client.BaseUri, path));
        request.Headers.Accept.Add(AcceptJson);
        request.Content = new ReadOnlyMemoryContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        await AuthorizeAsync(request, cancellationToken);
        using var response = await client.HttpClient.SendAsync(request, cancellationToken);
        return new ApiAnswer(response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    public async Task<ApiAnswer> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(client.BaseUri, path));
        request.Headers.Accept.Add(AcceptJson);
        await AuthorizeAsync(request, cancellationToken);
        using var response = await client.HttpClient.SendAsync(request, cancellationToken);
        return new ApiAnswer(response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    /// <summary>Opens a stream, such as a watch, over a connection it may share with others of its sort.</summary>
    public async Task<HttpResponseMessage> OpenAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(client.BaseUri, path))
        {
            Version = HttpVersion.Version20,
        };
        request.Headers.Accept.Add(AcceptJson);
        await AuthorizeAsync(request, cancellationToken);
        return await client.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    public void Dispose() => client.Dispose();

    private Task AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        client.Credentials?.ProcessHttpRequestAsync(request, cancellationToken) ?? Task.CompletedTask;
}
