using OrleansScheduler.Resources.Registry;

namespace OrleansScheduler.ApiServer.Authorization;

/// <summary>What a node agent (user <c>system:node:NAME</c> in group <c>system:nodes</c>) may do: a kubelet's work.</summary>
/// <remarks>
/// A node changes only its own Node and Lease and reads configuration by name; it is not narrowed to its own pods.
/// </remarks>
internal static class NodeAccess
{
    public const string NodesGroup = "system:nodes";

    private const string UserPrefix = "system:node:";
    private const string LeaseNamespace = "kube-node-lease";

    public static bool Allows(AccessAttributes access)
    {
        if (!access.IsResource || NodeOf(access.User) is not { } node)
        {
            return false;
        }

        return (access.Group, access.Resource) switch
        {
            ("", "nodes") => AllowsNode(access, node),
            ("coordination.k8s.io", "leases") => AllowsLease(access, node),
            ("", "pods") => AllowsPod(access),
            ("", "events") or ("events.k8s.io", "events") => access.Verb is "create" or "patch" or "update",
            ("", "configmaps" or "secrets") => IsRead(access) && access.Name.Length > 0,
            ("", "serviceaccounts") => IsRead(access) || access is { Verb: "create", Subresource: "token" },
            ("", "services" or "namespaces") => IsRead(access),
            ("authentication.k8s.io", "tokenreviews") or ("authorization.k8s.io", "subjectaccessreviews") =>
                access.Verb == "create",
            _ => false,
        };
    }

    /// <summary>The node whose agent the user is; null for everybody else.</summary>
    public static string? NodeOf(UserIdentity user) =>
        user.Groups.Contains(NodesGroup) && user.Name.StartsWith(UserPrefix, StringComparison.Ordinal)
            ? user.Name[UserPrefix.Length..]
            : null;

    private static bool AllowsNode(AccessAttributes access, string node) =>
        IsRead(access)
        || access is { Verb: "create", Subresource: "" }
        || (access.Verb is "update" or "patch" && access.Subresource is "" or "status" && access.Name == node);

    private static bool AllowsLease(AccessAttributes access, string node) =>
        access.Namespace == LeaseNamespace
        && (access.Verb == "create" || (access.Name == node && access.Verb is "get" or "update" or "patch" or "delete"));

    private static bool AllowsPod(AccessAttributes access) => access.Subresource switch
    {
        "" => IsRead(access) || access.Verb is "create" or "delete",
        "status" => access.Verb is "get" or "update" or "patch",
        "eviction" => access.Verb == "create",
        _ => false,
    };

    private static bool IsRead(AccessAttributes access) =>
        access.Subresource.Length == 0 && access.Verb is "get" or "list" or "watch";
}
