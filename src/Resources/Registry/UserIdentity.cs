using System.Collections.Frozen;

namespace OrleansScheduler.Resources.Registry;

/// <summary>An authenticated user.</summary>
public sealed record UserIdentity(string Name, IReadOnlyList<string> Groups)
{
    public const string MastersGroup = "system:masters";

    /// <summary>Distinguishes users of the same name at different times; empty where nothing does.</summary>
    public string Uid { get; init; } = "";

    /// <summary>What else the authenticator knows, such as the pod a token is bound to.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Extra { get; init; } =
        FrozenDictionary<string, IReadOnlyList<string>>.Empty;

    /// <summary>A reconciler of the control plane.</summary>
    public static UserIdentity Controller(string name) =>
        new($"system:serviceaccount:kube-system:{name}", [MastersGroup, "system:authenticated"]);
}
