using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using k8s;

namespace OrleansScheduler.Benchmarks;

/// <summary>A Kubernetes API reached by plain HTTP/1.1 connections, so that the client costs as little as possible.</summary>
internal sealed class ApiUnderTest : IDisposable
{
    public const string Namespace = "benchmark";
    private readonly HttpClient _http;

    public ApiUnderTest(string kubeconfig)
    {
        var configuration = KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig);
        var handler = new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
            AutomaticDecompression = DecompressionMethods.None,
        };
        _http = new HttpClient(handler)
        {
            BaseAddress = new Uri(configuration.Host),
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestVersion = HttpVersion.Version11,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", configuration.AccessToken);
    }

    public string Version { get; private set; } = "";

    public async Task CreateNamespaceAsync(CancellationToken cancellationToken)
    {
        using var version = JsonDocument.Parse(await _http.GetStringAsync("version", cancellationToken));
        Version = version.RootElement.GetProperty("gitVersion").GetString() ?? "";
        await PostAsync("api/v1/namespaces", Encoding.UTF8.GetBytes($$$"""{"metadata":{"name":"{{{Namespace}}}"}}"""), cancellationToken);
    }

    public async Task DeleteNamespaceAsync(CancellationToken cancellationToken)
    {
        using var answer = await _http.DeleteAsync($"api/v1/namespaces/{Namespace}", cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Creates an object and reads the whole answer.</summary>
    public async Task PostAsync(string path, byte[] json, CancellationToken cancellationToken)
    {
        using var body = new ByteArrayContent(json);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await _http.PostAsync(path, body, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw new HttpRequestException(await answer.Content.ReadAsStringAsync(cancellationToken));
        }

        await answer.Content.CopyToAsync(Stream.Null, cancellationToken);
    }

    public async Task<byte[]> GetAsync(string path, CancellationToken cancellationToken) =>
        await _http.GetByteArrayAsync(path, cancellationToken);

    /// <summary>Opens a watch; its lines are read as they come.</summary>
    public async Task<StreamReader> WatchAsync(string path, CancellationToken cancellationToken) =>
        new(await _http.GetStreamAsync(path, cancellationToken), Encoding.UTF8);

    public void Dispose() => _http.Dispose();
}
