using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using k8s.Models;
using Microsoft.Extensions.Options;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ApiServer.PodLogs;

/// <summary>
/// HTTPS to node agents. An agent is who its Node says it is: its certificate is the one whose SHA-256 stands in the
/// annotation <see cref="CertificateAnnotation"/>.
/// </summary>
internal sealed class KubeletConnections(IOptions<KubeletClientOptions> options) : IDisposable
{
    public const string CertificateAnnotation = "orleans-scheduler.dev/serving-certificate-sha256";

    private readonly ConcurrentDictionary<string, HttpClient> _clients = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Opens a GET to the agent; the body is still to be read.</summary>
    public async Task<HttpResponseMessage> GetAsync(V1Node node, string pathAndQuery, CancellationToken cancellationToken)
    {
        var client = _clients.GetOrAdd(PinOf(node), Create);
        try
        {
            return await client.GetAsync(
                new Uri(AddressOf(node), pathAndQuery), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException unreachable)
        {
            throw StatusErrors.InternalError($"node {node.Metadata.Name} cannot be reached: {unreachable.Message}");
        }
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }
    }

    private static string PinOf(V1Node node) =>
        node.Metadata.Annotations?.TryGetValue(CertificateAnnotation, out var pin) == true && pin.Length > 0
            ? pin.Replace(":", "", StringComparison.Ordinal)
            : throw StatusErrors.InternalError(
                $"node {node.Metadata.Name} has no annotation {CertificateAnnotation}, so its agent cannot be trusted");

    private static Uri AddressOf(V1Node node)
    {
        var address = node.Status?.Addresses?.FirstOrDefault(a => a.Type == "InternalIP")?.Address
            ?? throw StatusErrors.InternalError($"node {node.Metadata.Name} has no InternalIP address");
        var port = node.Status.DaemonEndpoints?.KubeletEndpoint?.Port ?? 0;
        return port > 0
            ? new UriBuilder(Uri.UriSchemeHttps, address, port).Uri
            : throw StatusErrors.InternalError($"node {node.Metadata.Name} has no kubelet endpoint");
    }

    private HttpClient Create(string pin)
    {
        var tls = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is X509Certificate2 shown
                && string.Equals(shown.GetCertHashString(HashAlgorithmName.SHA256), pin, StringComparison.OrdinalIgnoreCase),
        };
        if (options.Value.ClientCertificate is { } own)
        {
            tls.ClientCertificates = [own];
            tls.LocalCertificateSelectionCallback = (_, _, _, _, _) => own;
        }

        var handler = new SocketsHttpHandler
        {
            SslOptions = tls,
            ConnectTimeout = options.Value.ConnectTimeout,
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
        };
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
