using System.Collections.Concurrent;
using OrleansScheduler.ApiServer.Authentication;
using OrleansScheduler.Resources.Registry;

namespace OrleansScheduler.Host.Tokens;

/// <summary>Knows the cluster's own tokens. A verified signature is remembered, since checking one costs 100 µs.</summary>
internal sealed class TokenAuthenticator(TokenIssuer issuer, TimeProvider time) : ITokenAuthenticator
{
    private const int RememberedTokens = 10_000;

    private readonly ConcurrentDictionary<string, Remembered> _verified = new(StringComparer.Ordinal);

    public ValueTask<UserIdentity?> AuthenticateAsync(string token, CancellationToken cancellationToken)
    {
        if (_verified.TryGetValue(token, out var known))
        {
            return new(known.Expires > time.GetUtcNow() ? known.User : null);
        }

        return new(issuer.Verify(token) is { } claims ? Remember(token, claims) : null);
    }

    private UserIdentity Remember(string token, TokenClaims claims)
    {
        var user = new UserIdentity(claims.Sub, claims.Groups);
        if (_verified.Count >= RememberedTokens)
        {
            _verified.Clear();
        }

        _verified[token] = new Remembered(user, DateTimeOffset.FromUnixTimeSeconds(claims.Exp));
        return user;
    }

    private sealed record Remembered(UserIdentity User, DateTimeOffset Expires);
}
