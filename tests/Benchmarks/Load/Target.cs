using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using k8s;

namespace OrleansScheduler.Benchmarks.Load;

/// <summary>Where a kubeconfig points to, and how its user shows who it is: by token or by client certificate.</summary>
internal sealed record Target(Uri Address, string? Token, X509Certificate2? Certificate)
{
    public static Target Of(string kubeconfig)
    {
        var configuration = KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig);
        return new Target(new Uri(configuration.Host), configuration.AccessToken, CertificateOf(configuration));
    }

    /// <summary>The server is measured, not trusted: its certificate is not looked at.</summary>
    public SslClientAuthenticationOptions Tls(params SslApplicationProtocol[] protocols) => new()
    {
        TargetHost = Address.Host,
        ApplicationProtocols = protocols.Length == 0 ? null : [.. protocols],
        ClientCertificates = Certificate is null ? null : [Certificate],
        RemoteCertificateValidationCallback = (_, _, _, _) => true,
    };

    /// <summary>The bytes of a POST.</summary>
    public byte[] Post(string path, ReadOnlySpan<byte> json)
    {
        var authorization = string.IsNullOrEmpty(Token) ? "" : $"Authorization: Bearer {Token}\r\n";
        var head = $"POST {path} HTTP/1.1\r\nHost: {Address.Authority}\r\n{authorization}Accept: application/json\r\n"
            + $"User-Agent: benchmark\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. json];
    }

    private static X509Certificate2? CertificateOf(KubernetesClientConfiguration configuration) => configuration switch
    {
        { ClientCertificateData: { } certificate, ClientCertificateKeyData: { } key } => X509Certificate2.CreateFromPem(
            Encoding.ASCII.GetString(Convert.FromBase64String(certificate)), Encoding.ASCII.GetString(Convert.FromBase64String(key))),
        { ClientCertificateFilePath: { } certificate, ClientKeyFilePath: { } key } =>
            X509Certificate2.CreateFromPemFile(certificate, key),
        _ => null,
    };
}
