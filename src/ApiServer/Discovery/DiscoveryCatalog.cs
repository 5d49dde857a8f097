using System.Security.Cryptography;
using System.Text;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources;

namespace OrleansScheduler.ApiServer.Discovery;

/// <summary>What is served, in the order clients give precedence to: the core group, then groups by Kubernetes' priority.</summary>
internal sealed class DiscoveryCatalog
{
    private static readonly string[] GroupOrder =
    [
        "", "apps", "events.k8s.io", "authentication.k8s.io", "authorization.k8s.io", "autoscaling", "batch",
        "certificates.k8s.io", "networking.k8s.io", "policy", "rbac.authorization.k8s.io", "storage.k8s.io",
        "admissionregistration.k8s.io", "apiextensions.k8s.io", "scheduling.k8s.io", "coordination.k8s.io", "node.k8s.io",
        "discovery.k8s.io",
    ];

    // The kinds whose stored version has another group than the one they are served at here.
    private static readonly Dictionary<string, GroupVersionKind> StoredAs = new()
    {
        ["events.k8s.io/v1/Event"] = new GroupVersionKind("", "v1", "Event"),
    };

    public DiscoveryCatalog(ServedResources served, IEnumerable<VirtualResource> virtuals)
    {
        var resources = served.All.Select(OfKind).Concat(virtuals.Select(OfVirtual)).ToLookup(r => r.GroupVersion);
        Groups = [.. resources
            .Select(g => new DiscoveryVersion(
                g.Key.Group, g.Key.Version, [.. g.Select(r => r.Resource).OrderBy(r => r.Name, StringComparer.Ordinal)]))
            .GroupBy(version => version.Group)
            .Select(group => new DiscoveryGroup(
                group.Key, [.. group.OrderByDescending(v => v.Version, VersionPriority.Comparer)]))
            .OrderBy(group => Priority(group.Name))];
    }

    public IReadOnlyList<DiscoveryGroup> Groups { get; }

    public DiscoveryVersion? Find(string group, string version) =>
        Groups.FirstOrDefault(g => g.Name == group)?.Versions.FirstOrDefault(v => v.Version == version);

    private static int Priority(string group)
    {
        var index = Array.IndexOf(GroupOrder, group);
        return index < 0 ? GroupOrder.Length : index;
    }

    private static ((string Group, string Version) GroupVersion, DiscoveryResource Resource) OfKind(ResourceKind kind) =>
        ((kind.Group, kind.Version), new DiscoveryResource
        {
            Name = kind.Plural,
            Kind = kind.GroupVersionKind,
            IsNamespaced = kind.IsNamespaced,
            Singular = kind.Singular,
            Verbs = kind.Verbs,
            ShortNames = kind.ShortNames,
            Categories = kind.Categories,
            Subresources = [.. kind.Subresources.Where(s => s.IsListed).OrderBy(s => s.Name, StringComparer.Ordinal)],
            StorageVersionHash = Hash(kind.GroupVersionKind),
        });

    private static ((string Group, string Version) GroupVersion, DiscoveryResource Resource) OfVirtual(
        VirtualResource resource) =>
        ((resource.Kind.Group, resource.Kind.Version), new DiscoveryResource
        {
            Name = resource.Plural,
            Kind = resource.Kind,
            IsNamespaced = resource.IsNamespaced,
            Singular = resource.Kind.Kind.ToLowerInvariant(),
            Verbs = ["create"],
        });

    // Kubernetes' own formula, so that clients see the hashes they know.
    private static string Hash(GroupVersionKind kind)
    {
        var stored = StoredAs.GetValueOrDefault($"{kind.ApiVersion}/{kind.Kind}", kind);
        var text = $"{stored.Group}/{stored.Version}/{stored.Kind}";
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }
}
