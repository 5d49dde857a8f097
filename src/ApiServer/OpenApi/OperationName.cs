using OrleansScheduler.ApiServer.Discovery;

namespace OrleansScheduler.ApiServer.OpenApi;

/// <summary>Operation ids as Kubernetes forms them, since generated clients name their methods after them.</summary>
internal sealed class OperationName(DiscoveryVersion version)
{
    private readonly string _prefix = GroupName(version.Group) + Capitalized(version.Version);

    /// <summary><c>batch_v1</c>: what an operation's tag and group are.</summary>
    public string Tag { get; } = $"{Uncapitalized(GroupName(version.Group))}_{version.Version}";

    /// <summary><c>rbac.authorization.k8s.io</c> becomes <c>RbacAuthorization</c>.</summary>
    public static string GroupName(string group)
    {
        const string Suffix = ".k8s.io";
        var name = group.EndsWith(Suffix, StringComparison.Ordinal) ? group[..^Suffix.Length] : group;
        return name.Length == 0 ? "Core" : string.Concat(name.Split('.').Select(Capitalized));
    }

    public static string TagOf(string group) => Uncapitalized(GroupName(group));

    public string OfResources() => $"get{_prefix}APIResources";

    public string Of(string verb, DiscoveryResource resource, string subresource = "")
    {
        var scope = resource.IsNamespaced ? "Namespaced" : "";
        var subject = scope + resource.Kind.Kind + Capitalized(subresource);
        return verb switch
        {
            "get" => $"read{_prefix}{subject}",
            "update" => $"replace{_prefix}{subject}",
            "deletecollection" => $"delete{_prefix}Collection{subject}",
            _ => $"{verb}{_prefix}{subject}",
        };
    }

    public string OfListAcrossNamespaces(DiscoveryResource resource) =>
        $"list{_prefix}{resource.Kind.Kind}ForAllNamespaces";

    /// <summary>Of a subresource that connects to something else: <c>connectCoreV1GetNamespacedPodExec</c>.</summary>
    public string OfConnection(string method, DiscoveryResource resource, string subresource) =>
        $"connect{_prefix}{Capitalized(method)}{(resource.IsNamespaced ? "Namespaced" : "")}{resource.Kind.Kind}"
        + Capitalized(subresource);

    private static string Capitalized(string word) => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..];

    private static string Uncapitalized(string word) => char.ToLowerInvariant(word[0]) + word[1..];
}
