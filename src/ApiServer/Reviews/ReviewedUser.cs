using k8s.Models;
using OrleansScheduler.Resources.Registry;

namespace OrleansScheduler.ApiServer.Reviews;

/// <summary>A user as reviews show it.</summary>
internal static class ReviewedUser
{
    public static V1UserInfo Of(UserIdentity user) => new()
    {
        Username = user.Name,
        Uid = user.Uid.Length > 0 ? user.Uid : null,
        Groups = [.. user.Groups],
        Extra = user.Extra.Count > 0
            ? user.Extra.ToDictionary(pair => pair.Key, IList<string> (pair) => [.. pair.Value])
            : null,
    };
}
