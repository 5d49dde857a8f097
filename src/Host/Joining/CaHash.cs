using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OrleansScheduler.Host.Joining;

/// <summary>
/// Names a certificate authority in one word, as kubeadm's <c>--discovery-token-ca-cert-hash</c> does: the SHA-256 of its
/// public key. Whoever has it from a trusted place needs no other proof of which CA is the cluster's.
/// </summary>
internal static class CaHash
{
    private const string Prefix = "sha256:";

    public static string Of(X509Certificate2 ca) =>
        Prefix + Convert.ToHexStringLower(SHA256.HashData(ca.PublicKey.ExportSubjectPublicKeyInfo()));
}
