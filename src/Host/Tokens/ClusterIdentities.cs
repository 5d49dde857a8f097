using OrleansScheduler.Resources.Registry;

namespace OrleansScheduler.Host.Tokens;

/// <summary>The identities the host itself makes tokens for.</summary>
internal static class ClusterIdentities
{
    private const string JoinerName = "system:bootstrap";
    private const string JoinersGroup = "system:bootstrappers";

    public static UserIdentity Administrator { get; } = new("admin", [UserIdentity.MastersGroup]);

    public static UserIdentity Node(string name) => new($"system:node:{name}", ["system:nodes"]);

    /// <summary>Who may make a machine a node: this one node, or, for null, any that does not exist yet.</summary>
    public static UserIdentity Joiner(string? node) =>
        new(node is null ? JoinerName : $"{JoinerName}:{node}", [JoinersGroup]);

    /// <summary>The one node a joiner may become; null where it may choose.</summary>
    public static string? NodeToJoinAs(string joiner) =>
        joiner.StartsWith(JoinerName + ":", StringComparison.Ordinal) ? joiner[(JoinerName.Length + 1)..] : null;
}
