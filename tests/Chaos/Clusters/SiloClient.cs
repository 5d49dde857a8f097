using System.Net.Http.Headers;
using System.Net.Security;
using System.Text;
using System.Text.Json;
using k8s;

namespace OrleansScheduler.Chaos.Clusters;

/// <summary>Plain HTTP to one silo: no retries that would hide what it answered.</summary>
internal sealed class SiloClient : IDisposable
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);

    private readonly SiloProcess _silo;
    private readonly HttpClient _http;
    private string? _token;

    public SiloClient(SiloProcess silo)
    {
        _silo = silo;
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(2),
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true },
        };
        _http = new HttpClient(handler) { BaseAddress = silo.Url, Timeout = Timeout.InfiniteTimeSpan };
    }

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(_silo.Kubeconfig))
        {
            return false;
        }

        try
        {
            using var answer = await _http.GetAsync("readyz", cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Sends a request and reads the whole answer.</summary>
    /// <exception cref="HttpRequestException">There was no answer.</exception>
    /// <exception cref="OperationCanceledException">There was none in time.</exception>
    public async Task<(int Code, JsonDocument Body)> SendAsync(
        HttpMethod method,
        string path,
        string? json,
        CancellationToken cancellationToken,
        string contentType = "application/json")
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(RequestTimeout);
        using var request = Request(method, path);
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, contentType);
        }

        using var answer = await _http.SendAsync(request, patience.Token);
        await using var body = await answer.Content.ReadAsStreamAsync(patience.Token);
        return ((int)answer.StatusCode, await JsonDocument.ParseAsync(body, default, patience.Token));
    }

    /// <summary>Opens a stream of lines.</summary>
    public async Task<HttpResponseMessage> OpenAsync(string path, CancellationToken cancellationToken) =>
        await _http.SendAsync(Request(HttpMethod.Get, path), HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        _token ??= KubernetesClientConfiguration.BuildConfigFromConfigFile(_silo.Kubeconfig).AccessToken;
        var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        return request;
    }
}
