using OrleansScheduler.Resources.Registry;

namespace OrleansScheduler.ApiServer.Authentication;

/// <summary>Asks every authenticator in turn.</summary>
internal sealed class TokenAuthentication(IEnumerable<ITokenAuthenticator> authenticators)
{
    private readonly ITokenAuthenticator[] _authenticators = [.. authenticators];

    public async ValueTask<UserIdentity?> AuthenticateAsync(string token, CancellationToken cancellationToken)
    {
        foreach (var authenticator in _authenticators)
        {
            if (await authenticator.AuthenticateAsync(token, cancellationToken) is { } user)
            {
                return user;
            }
        }

        return null;
    }
}
