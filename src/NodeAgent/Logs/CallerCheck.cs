using System.Security.Cryptography.X509Certificates;

namespace OrleansScheduler.NodeAgent.Logs;

/// <summary>Whether a caller is the API server: its certificate comes from the cluster's CA and carries the API server's name.</summary>
internal sealed class CallerCheck(Func<X509Certificate2?> authority)
{
    private const string ApiServerName = "kube-apiserver-kubelet-client";

    public bool IsApiServer(X509Certificate2 caller)
    {
        if (authority() is not { } trusted || caller.GetNameInfo(X509NameType.SimpleName, forIssuer: false) != ApiServerName)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(trusted);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(caller);
    }
}
