using OrleansScheduler.Resources.Registry;

namespace OrleansScheduler.Host.Tokens;

/// <summary>The identities the host itself makes tokens for.</summary>
internal static class ClusterIdentities
{
    public static UserIdentity Administrator { get; } = new("admin", [UserIdentity.MastersGroup]);

    public static UserIdentity Node(string name) => new($"system:node:{name}", ["system:nodes"]);
}
