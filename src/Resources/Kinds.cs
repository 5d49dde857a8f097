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

    private static readonly FrozenDictionary<Type, ResourceKind> ByObjectType =
        All.ToFrozenDictionary(kind => kind.ObjectType);

    /// <summary>The kind whose wire type is <typeparamref name="T"/>; asking for one that is not served is a bug.</summary>
    public static ResourceKind Of<T>() =>
        ByObjectType.TryGetValue(typeof(T), out var kind)
            ? kind
            : throw new InvalidOperationException($"{typeof(T).Name} is not a served kind.");

    /// <summary>The kind of that type, or null when it is not served.</summary>
    public static ResourceKind? Find(GroupVersionKind type) => ByKind.GetValueOrDefault(type);
}
