using OrleansScheduler.Resources.Registry;

namespace OrleansScheduler.ApiServer.Authorization;

/// <summary>
/// The rules that need no objects: masters may do everything, node agents what <see cref="NodeAccess"/> lists,
/// monitoring may read the metrics, the holder of a join token may join, every authenticated user may discover the API and ask about itself, and anyone may
/// see health and version.
/// </summary>
internal sealed class BuiltInAuthorizer : IAuthorizer
{
    internal const string MonitoringGroup = "system:monitoring";

    internal const string JoinersGroup = "system:bootstrappers";
    internal const string JoinPath = "/bootstrap/nodes/";

    private static readonly string[] PublicPaths = ["/healthz", "/livez", "/readyz", "/version", "/version/", "/bootstrap/ca"];
    private static readonly string[] DiscoveryRoots = ["/api", "/apis", "/openapi"];

    public ValueTask<bool> IsAllowedAsync(AccessAttributes access, CancellationToken cancellationToken)
    {
        var groups = access.User.Groups;
        return ValueTask.FromResult(
            groups.Contains(UserIdentity.MastersGroup)
            || (groups.Contains(NodeAccess.NodesGroup) && NodeAccess.Allows(access))
            || (groups.Contains("system:authenticated") && (IsDiscovery(access) || IsSelfReview(access)))
            || (groups.Contains(JoinersGroup) && IsJoining(access))
            || (groups.Contains(MonitoringGroup) && IsMetrics(access))
            || IsPublic(access));
    }

    private static bool IsMetrics(AccessAttributes access) =>
        access is { IsResource: false, Verb: "get", Path: "/metrics" };

    private static bool IsJoining(AccessAttributes access) =>
        access is { IsResource: false, Verb: "post" } && access.Path.StartsWith(JoinPath, StringComparison.Ordinal);

    private static bool IsPublic(AccessAttributes access) =>
        !access.IsResource && access.Verb == "get" && PublicPaths.Contains(access.Path);

    private static bool IsDiscovery(AccessAttributes access) =>
        !access.IsResource
        && access.Verb == "get"
        && DiscoveryRoots.Any(root =>
            access.Path == root || access.Path.StartsWith(root + "/", StringComparison.Ordinal));

    private static bool IsSelfReview(AccessAttributes access) => access is
    {
        Verb: "create",
        Group: "authorization.k8s.io", Resource: "selfsubjectaccessreviews" or "selfsubjectrulesreviews",
    }
    or { Verb: "create", Group: "authentication.k8s.io", Resource: "selfsubjectreviews" };
}
