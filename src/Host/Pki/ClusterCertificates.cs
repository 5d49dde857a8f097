using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace OrleansScheduler.Host.Pki;

/// <summary>
/// The certificates of one cluster, kept as PEM files (keys readable by the owner only) and made at the first start.
/// </summary>
internal sealed class ClusterCertificates
{
    /// <summary>Node agents answer the holder of this name only.</summary>
    private const string KubeletClientName = "kube-apiserver-kubelet-client";

    private ClusterCertificates(X509Certificate2 ca, X509Certificate2 server, X509Certificate2 kubeletClient)
    {
        Ca = ca;
        Server = server;
        KubeletClient = kubeletClient;
    }

    public X509Certificate2 Ca { get; }

    /// <summary>What the API server shows.</summary>
    public X509Certificate2 Server { get; }

    /// <summary>What the API server shows to node agents when it fetches logs.</summary>
    public X509Certificate2 KubeletClient { get; }

    public string CaPem => Ca.ExportCertificatePem() + "\n";

    /// <param name="shared">The directory of the CA, which all silos of a cluster share.</param>
    /// <param name="own">The directory of what this process shows, which names its machine.</param>
    /// <param name="names">What the server's certificate names beside this machine; one kept from before that lacks any is replaced.</param>
    public static ClusterCertificates Open(
        string shared, string own, IReadOnlyList<string> names, TimeProvider time)
    {
        var files = new PemFiles(own);
        var root = new PemFiles(shared).LoadOrCreate("ca", () => CertificateAuthority.Create(time).Root);
        var authority = new CertificateAuthority(root, time);
        return new ClusterCertificates(
            root,
            files.LoadOrCreate(
                "apiserver",
                () => authority.Issue("kube-apiserver", ServerNames(names), CertificateUsage.Server),
                kept => names.All(name => kept.MatchesHostname(name))),
            files.LoadOrCreate(
                KubeletClientName, () => authority.Issue(KubeletClientName, null, CertificateUsage.Client)));
    }

    private static SubjectAlternativeNameBuilder ServerNames(IReadOnlyList<string> advertised)
    {
        var names = new SubjectAlternativeNameBuilder();
        string[] hosts = ["localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc", Dns.GetHostName()];
        foreach (var host in hosts.Concat(advertised).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (IPAddress.TryParse(host, out var address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(host);
            }
        }

        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        return names;
    }
}
