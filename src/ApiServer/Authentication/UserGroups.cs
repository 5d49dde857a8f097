using OrleansScheduler.Resources.Registry;

namespace OrleansScheduler.ApiServer.Authentication;

/// <summary>The groups users are in without anybody's doing.</summary>
internal static class UserGroups
{
    private const string AuthenticatedGroup = "system:authenticated";

    public static UserIdentity Authenticated(UserIdentity user) => user.Groups.Contains(AuthenticatedGroup)
        ? user
        : user with { Groups = [.. user.Groups, AuthenticatedGroup] };
}
