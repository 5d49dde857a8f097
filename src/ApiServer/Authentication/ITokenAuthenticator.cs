using OrleansScheduler.Resources.Registry;

namespace OrleansScheduler.ApiServer.Authentication;

/// <summary>Knows whose a bearer token is. The host provides it; several are asked in order.</summary>
public interface ITokenAuthenticator
{
    /// <summary>The user the token speaks for, or null when it is not (or no longer) valid.</summary>
    ValueTask<UserIdentity?> AuthenticateAsync(string token, CancellationToken cancellationToken);
}
