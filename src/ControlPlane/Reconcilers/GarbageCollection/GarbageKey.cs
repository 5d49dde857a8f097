using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Reconcilers.GarbageCollection;

/// <summary>
/// One incarnation of an object of any type: with the uid, because the dependents of an object outlive it.
/// </summary>
internal readonly record struct GarbageKey(string ResourceType, string Uid, ObjectKey Object)
{
    public static GarbageKey Of(string resourceType, StoredObject stored) =>
        new(resourceType, stored.Head.Uid, stored.Key);

    /// <summary>The owner an object names, null when it cannot be found: its kind is not served, or lives in namespaces
    /// and the object does not.</summary>
    public static GarbageKey? OfOwner(OwnerHead owner, ObjectKey dependent)
    {
        var slash = owner.ApiVersion.IndexOf('/', StringComparison.Ordinal);
        var kind = Kinds.Find(new GroupVersionKind(
            slash < 0 ? "" : owner.ApiVersion[..slash], owner.ApiVersion[(slash + 1)..], owner.Kind));
        return kind is null || (kind.IsNamespaced && dependent.Namespace.Length == 0)
            ? null
            : new GarbageKey(
                kind.ResourceType,
                owner.Uid,
                new ObjectKey(kind.IsNamespaced ? dependent.Namespace : "", owner.Name));
    }

    public static GarbageKey Parse(string text)
    {
        var parts = text.Split(' ', 3);
        return new GarbageKey(parts[0], parts[1], ObjectKey.Parse(parts[2]));
    }

    public override string ToString() => $"{ResourceType} {Uid} {Object}";
}
