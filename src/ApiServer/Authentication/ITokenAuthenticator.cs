namespace OrleansScheduler.ApiServer.Authentication;

/// <summary>Knows the holders of bearer tokens.</summary>
public interface ITokenAuthenticator
{
    /// <summary>The holder, or null when the token is not one of this authenticator's or no longer valid.</summary>
    ValueTask<AuthenticatedToken?> AuthenticateAsync(string token, CancellationToken cancellationToken);
}
