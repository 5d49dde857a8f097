using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Reconcilers.GarbageCollection;

/// <summary>Deletes what has lost its owners, and carries out foreground and orphaning deletions.</summary>
internal static class GarbageController
{
    public const string Name = "garbage-collector-controller";

    /// <summary>Every kind that may own or be owned; Events and Leases come and go too often and own nothing.</summary>
    public static IReadOnlyList<ResourceKind> Kinds { get; } =
    [
        .. Resources.Kinds.All
            .Where(kind => kind.Kind is not ("Event" or "Lease"))
            .DistinctBy(kind => kind.ResourceType),
    ];

    public static Controller Definition { get; } = new(
        Name,
        ["garbage-collector", "garbagecollector"],
        [.. Kinds.Select(kind => Route(kind.ResourceType))]);

    private static ControllerRoute Route(string resourceType) => new(
        resourceType,
        change => Changed(resourceType, change).Select(key => key.ToString()),
        stored => IsPending(stored) ? [GarbageKey.Of(resourceType, stored).ToString()] : []);

    private static IEnumerable<GarbageKey> Changed(string resourceType, WatchEvent change)
    {
        var self = GarbageKey.Of(resourceType, change.Object);
        if (change.Type == WatchEventType.Deleted)
        {
            // Its dependents have lost an owner, and an owner may have waited for it.
            return change.Object.Head.Owners
                .Where(owner => owner.BlocksOwnerDeletion)
                .Select(owner => GarbageKey.OfOwner(owner, change.Object.Key))
                .OfType<GarbageKey>()
                .Append(self);
        }

        var hasNewOwners = change.Object.Head.Owners.Count > 0
            && !change.Object.Head.Owners.SequenceEqual(change.Previous?.Head.Owners ?? []);
        var hasWork = change.Object.Head is { IsDeleting: true, HasFinalizers: true };
        return hasNewOwners || hasWork ? [self] : [];
    }

    private static bool IsPending(StoredObject stored) =>
        stored.Head.Owners.Count > 0 || stored.Head is { IsDeleting: true, HasFinalizers: true };
}
