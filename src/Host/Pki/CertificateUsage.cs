namespace OrleansScheduler.Host.Pki;

/// <summary>Which side of a TLS connection a certificate is for.</summary>
internal enum CertificateUsage
{
    Server,
    Client,
}
