using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Reconcilers.GarbageCollection;

/// <summary>The finalizers by which a deletion says what becomes of the dependents.</summary>
internal static class GarbageFinalizers
{
    public const string Foreground = "foregroundDeletion";
    public const string Orphan = "orphan";

    /// <summary>True when the object is being deleted and its dependents go first.</summary>
    public static bool IsDeletingDependents(ResourceKind kind, StoredObject stored) => Awaits(kind, stored, Foreground);

    /// <summary>True when the object is being deleted and its dependents stay.</summary>
    public static bool IsOrphaningDependents(ResourceKind kind, StoredObject stored) => Awaits(kind, stored, Orphan);

    private static bool Awaits(ResourceKind kind, StoredObject stored, string finalizer) =>
        stored.Head is { IsDeleting: true, HasFinalizers: true }
        && kind.Typed(stored).Metadata.Finalizers?.Contains(finalizer) == true;
}
