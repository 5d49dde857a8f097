using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using OrleansScheduler.Host.Commands;
using OrleansScheduler.Host.Kubeconfigs;

namespace OrleansScheduler.Host.Joining;

/// <summary>
/// The machine's side of joining: (1) fetch the CA from whoever answers, (2) believe it only if it has the hash the administrator gave,
/// (3) show the join token to a server that this CA vouches for, and (4) keep what it gives as the node's kubeconfig.
/// </summary>
internal sealed class NodeJoin(Uri server, string token, string caHash)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task JoinAsync(string node, string kubeconfigPath, CancellationToken cancellationToken)
    {
        using var ca = await FetchCaAsync(cancellationToken);
        var credential = await ShowTokenAsync(node, ca, cancellationToken);
        KubeconfigFile.Write(
            kubeconfigPath, server.GetLeftPart(UriPartial.Authority), ca.ExportCertificatePem() + "\n", credential.Token);
    }

    private async Task<X509Certificate2> FetchCaAsync(CancellationToken cancellationToken)
    {
        // (1) Nothing is sent here that anyone could not send, and what comes is checked by its hash.
        using var http = Connect(new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true });
        var ca = X509Certificate2.CreateFromPem(await http.GetStringAsync(JoinEndpoints.CaPath, cancellationToken));
        if (CaHash.Of(ca) == caHash)
        {
            return ca;
        }

        using (ca)
        {
            throw new CommandException(
                $"{server} is not the cluster of --ca-hash: its CA has {CaHash.Of(ca)}. Look whether both are of the same command.");
        }
    }

    private async Task<NodeCredential> ShowTokenAsync(string node, X509Certificate2 ca, CancellationToken cancellationToken)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.Add(ca);
        using var http = Connect(new SslClientAuthenticationOptions { CertificateChainPolicy = policy });
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.PostAsync(JoinEndpoints.NodesPath + Uri.EscapeDataString(node), null, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw new CommandException(await RefusalAsync(answer, cancellationToken));
        }

        return await answer.Content.ReadFromJsonAsync<NodeCredential>(cancellationToken)
            ?? throw new CommandException($"{server} gave no credentials.");
    }

    private static async Task<string> RefusalAsync(HttpResponseMessage answer, CancellationToken cancellationToken) =>
        (int)answer.StatusCode switch
        {
            StatusCodes.Status401Unauthorized => "The token is not of this cluster or has expired: make one with 'token create'.",
            StatusCodes.Status403Forbidden => "The token is not one for joining: make one with 'token create'.",
            _ => await answer.Content.ReadAsStringAsync(cancellationToken),
        };

    private HttpClient Connect(SslClientAuthenticationOptions tls) =>
        new(new SocketsHttpHandler { SslOptions = tls }) { BaseAddress = server, Timeout = Patience };
}
