using System.Collections.Frozen;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Reconcilers.GarbageCollection;

/// <summary>
/// Deletes what has lost its owners, and carries out foreground and orphaning deletions. A key is an owner: it has work
/// while it is gone but has dependents, or is being deleted with the one or the other finalizer.
/// </summary>
internal static class GarbageController
{
    public const string Name = "garbage-collector-controller";

    /// <summary>
    /// Every kind that may own or be owned, by resource type; Events and Leases come and go too often and own nothing.
    /// </summary>
    public static FrozenDictionary<string, ResourceKind> Kinds { get; } = Resources.Kinds.All
        .Where(kind => kind.Kind is not ("Event" or "Lease"))
        .DistinctBy(kind => kind.ResourceType)
        .ToFrozenDictionary(kind => kind.ResourceType);

    public static Controller Definition { get; } = new(
        Name,
        ["garbage-collector", "garbagecollector"],
        [.. Kinds.Keys.Select(Route)]);

    private static ControllerRoute Route(string resourceType) => new(
        resourceType,
        change => Changed(resourceType, change).Select(key => key.ToString()),
        stored => Owners(stored).Append(Incarnation.Of(resourceType, stored)).Select(key => key.ToString()))
    {
        HasWork = HasWorkAsync,
    };

    private static IEnumerable<Incarnation> Changed(string resourceType, WatchEvent change)
    {
        var self = Incarnation.Of(resourceType, change.Object);
        if (change.Type == WatchEventType.Deleted)
        {
            return Owners(change.Object).Append(self);
        }

        var before = change.Previous?.Head.Owners ?? [];
        var owners = change.Object.Head.Owners.SequenceEqual(before)
            ? []
            : Owners(change.Object).Concat(change.Previous is null ? [] : Owners(change.Previous)).Distinct();
        return change.Object.Head is { IsDeleting: true, HasFinalizers: true } ? owners.Append(self) : owners;
    }

    private static IEnumerable<Incarnation> Owners(StoredObject stored) => stored.Head.Owners
        .Select(owner => Incarnation.OfOwner(owner, stored.Key))
        .OfType<Incarnation>();

    private static async ValueTask<bool> HasWorkAsync(
        string key, IResourceStore store, CancellationToken cancellationToken)
    {
        var owner = Incarnation.Parse(key);
        if (!Kinds.TryGetValue(owner.ResourceType, out var kind))
        {
            return false;
        }

        if (await owner.FindAsync(store, ReadConsistency.Any, cancellationToken) is { } stored)
        {
            return GarbageFinalizers.IsDeletingDependents(kind, stored)
                || GarbageFinalizers.IsOrphaningDependents(kind, stored);
        }

        return await HasDependentsAsync(owner, store, cancellationToken);
    }

    private static async ValueTask<bool> HasDependentsAsync(
        Incarnation owner, IResourceStore store, CancellationToken cancellationToken)
    {
        var query = new ListQuery
        {
            Consistency = ReadConsistency.Any,
            Index = new IndexKey(ObjectIndex.OwnerUid, owner.Uid),
        };
        foreach (var resourceType in Kinds.Keys)
        {
            if ((await store.ListAsync(resourceType, query, cancellationToken)).Items.Count > 0)
            {
                return true;
            }
        }

        return false;
    }
}
