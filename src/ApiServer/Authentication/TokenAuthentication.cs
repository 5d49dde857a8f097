using OrleansScheduler.Resources.Registry;

namespace OrleansScheduler.ApiServer.Authentication;

/// <summary>Asks every authenticator in turn.</summary>
internal sealed class TokenAuthentication(IEnumerable<ITokenAuthenticator> authenticators)
{
    private readonly ITokenAuthenticator[] _authenticators = [.. authenticators];

    /// <summary>The holder of a token that was made for this API server.</summary>
    public async ValueTask<UserIdentity?> AuthenticateAsync(string token, CancellationToken cancellationToken) =>
        await FindAsync(token, cancellationToken) is { } found && found.Audiences.Contains(ApiAudience.Default)
            ? found.User
            : null;

    /// <summary>The token's holder and audiences, whoever the audiences are.</summary>
    public async ValueTask<AuthenticatedToken?> FindAsync(string token, CancellationToken cancellationToken)
    {
        foreach (var authenticator in _authenticators)
        {
            if (await authenticator.AuthenticateAsync(token, cancellationToken) is { } found)
            {
                return found with { User = UserGroups.Authenticated(found.User) };
            }
        }

        return null;
    }
}
