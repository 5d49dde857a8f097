using OrleansScheduler.Resources.Registry;

namespace OrleansScheduler.ApiServer.Authentication;

/// <summary>A valid bearer token: who holds it, and for whom it was made.</summary>
public sealed record AuthenticatedToken(UserIdentity User, IReadOnlyList<string> Audiences);
