using System.Collections.Frozen;

namespace OrleansScheduler.Resources;

/// <summary>The list of kinds: adding one is a folder and a line here.</summary>
public static class Kinds
{
    public static IReadOnlyList<ResourceKind> All { get; } =
    [
    ];

    private static readonly FrozenDictionary<GroupVersionKind, ResourceKind> ByKind =
        All.ToFrozenDictionary(kind => kind.GroupVersionKind);

    /// <summary>The kind of that type, or null when it is not served.</summary>
    public static ResourceKind? Find(GroupVersionKind type) => ByKind.GetValueOrDefault(type);
}
