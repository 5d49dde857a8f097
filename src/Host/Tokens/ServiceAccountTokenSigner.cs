using OrleansScheduler.ApiServer.Authentication;
using OrleansScheduler.ApiServer.ServiceAccountTokens;

namespace OrleansScheduler.Host.Tokens;

/// <summary>Signs the tokens of service accounts with the cluster's key.</summary>
internal sealed class ServiceAccountTokenSigner(TokenIssuer issuer) : IServiceAccountTokenSigner
{
    public string Sign(ServiceAccountToken token) => issuer.Sign(new TokenClaims
    {
        Iss = ApiAudience.Default,
        Sub = SubjectOf(token.Namespace, token.Account.Name),
        Aud = token.Audiences,
        Iat = token.IssuedAt.ToUnixTimeSeconds(),
        Nbf = token.IssuedAt.ToUnixTimeSeconds(),
        Exp = token.Expires.ToUnixTimeSeconds(),
        Jti = Guid.NewGuid().ToString(),
        ServiceAccount = new ServiceAccountClaims
        {
            Namespace = token.Namespace,
            ServiceAccount = new(token.Account.Name, token.Account.Uid),
            Pod = ObjectClaim.Of(token.Pod),
            Secret = ObjectClaim.Of(token.Secret),
            Node = ObjectClaim.Of(token.Node),
        },
    });

    public static string SubjectOf(string @namespace, string account) => $"system:serviceaccount:{@namespace}:{account}";
}
