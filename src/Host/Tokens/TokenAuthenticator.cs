using System.Collections.Concurrent;
using OrleansScheduler.ApiServer.Authentication;
using OrleansScheduler.Resources.Registry;

namespace OrleansScheduler.Host.Tokens;

/// <summary>Knows the cluster's own tokens. A verified signature is remembered, since checking one costs 100 µs.</summary>
internal sealed class TokenAuthenticator(TokenIssuer issuer, ServiceAccountIdentities accounts, TimeProvider time)
    : ITokenAuthenticator
{
    private const int RememberedTokens = 10_000;

    private readonly ConcurrentDictionary<string, TokenClaims> _verified = new(StringComparer.Ordinal);

    public ValueTask<AuthenticatedToken?> AuthenticateAsync(string token, CancellationToken cancellationToken) =>
        Verify(token) switch
        {
            null => new((AuthenticatedToken?)null),
            { ServiceAccount: null } claims => new(
                new AuthenticatedToken(new UserIdentity(claims.Sub, claims.Groups ?? []), [ApiAudience.Default])),
            var claims => AuthenticateAccountAsync(claims, cancellationToken),
        };

    private async ValueTask<AuthenticatedToken?> AuthenticateAccountAsync(
        TokenClaims claims, CancellationToken cancellationToken) =>
        await accounts.FindAsync(claims, cancellationToken) is { } user ? new(user, claims.Aud) : null;

    private TokenClaims? Verify(string token)
    {
        if (_verified.TryGetValue(token, out var known))
        {
            return known.Exp > time.GetUtcNow().ToUnixTimeSeconds() ? known : null;
        }

        return issuer.Verify(token) is { } claims ? Remember(token, claims) : null;
    }

    private TokenClaims Remember(string token, TokenClaims claims)
    {
        if (_verified.Count >= RememberedTokens)
        {
            _verified.Clear();
        }

        _verified[token] = claims;
        return claims;
    }
}
