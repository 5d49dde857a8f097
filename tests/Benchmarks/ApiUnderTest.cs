using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using OrleansScheduler.Benchmarks.Load;

namespace OrleansScheduler.Benchmarks;

/// <summary>The Kubernetes API that is measured.</summary>
internal sealed class ApiUnderTest : IDisposable
{
    /// <summary>Of this run only: a namespace takes its time to go.</summary>
    public static readonly string Namespace = $"benchmark-{Guid.NewGuid().ToString("N")[..6]}";

    private readonly HttpClient _http;
    private readonly Process? _process;

    /// <param name="kubeconfig">Names server and user.</param>
    /// <param name="processId">The server's process where it runs here and is ours; its processor time is reported.</param>
    public ApiUnderTest(string kubeconfig, int? processId)
    {
        Target = Target.Of(kubeconfig);
        _process = processId is { } id ? Process.GetProcessById(id) : null;
        _http = new HttpClient(new SocketsHttpHandler { SslOptions = Target.Tls(), AutomaticDecompression = DecompressionMethods.None })
        {
            BaseAddress = Target.Address,
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestVersion = HttpVersion.Version11,
        };
        if (!string.IsNullOrEmpty(Target.Token))
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Target.Token);
        }
    }

    public Target Target { get; }

    public string Version { get; private set; } = "";

    public CpuMeters StartMeters() => new(_process);

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

    public void Dispose()
    {
        _http.Dispose();
        _process?.Dispose();
    }
}
