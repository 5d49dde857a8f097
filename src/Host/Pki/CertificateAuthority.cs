using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OrleansScheduler.Host.Pki;

/// <summary>The cluster's own certificate authority: an ECDSA P-256 root that issues all certificates of one cluster.</summary>
internal sealed class CertificateAuthority(X509Certificate2 root, TimeProvider time)
{
    private static readonly TimeSpan RootLifetime = TimeSpan.FromDays(3650);
    private static readonly TimeSpan LeafLifetime = TimeSpan.FromDays(825);
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(10);

    /// <summary>The root, private key included.</summary>
    public X509Certificate2 Root { get; } = root;

    public static CertificateAuthority Create(TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=orleans-scheduler-ca", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = time.GetUtcNow();
        return new CertificateAuthority(request.CreateSelfSigned(now - ClockSkew, now + RootLifetime), time);
    }

    /// <summary>Issues a certificate with a fresh key.</summary>
    /// <param name="usage">Server or client authentication.</param>
    public X509Certificate2 Issue(string commonName, SubjectAlternativeNameBuilder? names, CertificateUsage usage)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={commonName}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(OidOf(usage))], false));
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Root, true, false));
        if (names is not null)
        {
            request.CertificateExtensions.Add(names.Build());
        }

        var now = time.GetUtcNow();
        using var signed = request.Create(
            Root, now - ClockSkew, now + LeafLifetime, RandomNumberGenerator.GetBytes(16));
        return signed.CopyWithPrivateKey(key);
    }

    private static string OidOf(CertificateUsage usage) => usage switch
    {
        CertificateUsage.Server => "1.3.6.1.5.5.7.3.1",
        CertificateUsage.Client => "1.3.6.1.5.5.7.3.2",
        _ => throw new ArgumentOutOfRangeException(nameof(usage)),
    };
}
