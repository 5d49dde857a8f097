namespace OrleansScheduler.Resources.Registry;

/// <summary>An authenticated user.</summary>
public sealed record UserIdentity(string Name, IReadOnlyList<string> Groups)
{
    public const string MastersGroup = "system:masters";

    /// <summary>A reconciler of the control plane.</summary>
    public static UserIdentity Controller(string name) =>
        new($"system:serviceaccount:kube-system:{name}", [MastersGroup, "system:authenticated"]);
}
