using System.Collections.Frozen;
using OrleansScheduler.Resources;

namespace OrleansScheduler.ApiServer.Routing;

/// <summary>The kinds by the place in the URL space they are served at.</summary>
internal sealed class ServedResources(IReadOnlyList<ResourceKind> kinds)
{
    private readonly FrozenDictionary<(string Group, string Version, string Resource), ResourceKind> _byPath =
        kinds.ToFrozenDictionary(kind => (kind.Group, kind.Version, kind.Plural));

    public IReadOnlyList<ResourceKind> All { get; } = kinds;

    public ResourceKind? Find(string group, string version, string resource) =>
        _byPath.GetValueOrDefault((group, version, resource));
}
