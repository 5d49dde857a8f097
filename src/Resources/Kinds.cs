using System.Collections.Frozen;
using OrleansScheduler.Resources.Batch.Jobs;
using OrleansScheduler.Resources.Coordination.Leases;
using OrleansScheduler.Resources.Core.ConfigMaps;
using OrleansScheduler.Resources.Core.Events;
using OrleansScheduler.Resources.Core.Namespaces;
using OrleansScheduler.Resources.Core.Nodes;
using OrleansScheduler.Resources.Core.Pods;
using OrleansScheduler.Resources.Core.Secrets;
using OrleansScheduler.Resources.Core.ServiceAccounts;
using OrleansScheduler.Resources.EventsV1;

namespace OrleansScheduler.Resources;

/// <summary>The list of kinds: adding one is a folder, a property and a line in <see cref="All"/>.</summary>
public static class Kinds
{
    public static ConfigMapKind ConfigMaps { get; } = new();

    public static EventKind Events { get; } = new();

    public static EventV1Kind EventsV1 { get; } = new();

    public static JobKind Jobs { get; } = new();

    public static LeaseKind Leases { get; } = new();

    public static NamespaceKind Namespaces { get; } = new();

    public static NodeKind Nodes { get; } = new();

    public static PodKind Pods { get; } = new();

    public static SecretKind Secrets { get; } = new();

    public static ServiceAccountKind ServiceAccounts { get; } = new();

    public static IReadOnlyList<ResourceKind> All { get; } =
    [
        ConfigMaps,
        Events,
        Namespaces,
        Nodes,
        Pods,
        Secrets,
        ServiceAccounts,
        Jobs,
        Leases,
        EventsV1,
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
