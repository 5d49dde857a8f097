using OrleansScheduler.Host.Tokens;

namespace OrleansScheduler.Host.Pki;

/// <summary>
/// What makes processes one cluster to its clients: a CA and a key for tokens in a directory that all silos share, or
/// have a copy of. It is made by whoever starts first.
/// </summary>
internal static class ClusterPki
{
    /// <param name="shared">The directory of the CA and the token key.</param>
    /// <param name="own">The directory of the certificates of this process.</param>
    /// <param name="names">Host names and addresses by which clients reach it, beside this machine's own.</param>
    public static async Task<(ClusterCertificates Certificates, TokenIssuer Tokens)> OpenAsync(
        string shared, string own, IReadOnlyList<string> names, TimeProvider time, CancellationToken cancellationToken)
    {
        PrivateFile.CreateDirectory(shared);
        using var turn = await DirectoryLock.TakeAsync(shared, time, cancellationToken);
        return (ClusterCertificates.Open(shared, own, names, time), TokenIssuer.Open(shared, time));
    }
}
