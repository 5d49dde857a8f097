using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Reconcilers;

/// <summary>
/// One object of any type and no later one of its name: a work-queue key for what is left to do when it is gone.
/// </summary>
internal readonly record struct Incarnation(string ResourceType, string Uid, ObjectKey Object)
{
    public static Incarnation Of(string resourceType, StoredObject stored) =>
        new(resourceType, stored.Head.Uid, stored.Key);

    /// <summary>The owner an object names, null when it cannot be found: its kind is not served, or lives in namespaces
    /// and the object does not.</summary>
    public static Incarnation? OfOwner(OwnerHead owner, ObjectKey dependent)
    {
        var slash = owner.ApiVersion.IndexOf('/', StringComparison.Ordinal);
        var kind = Kinds.Find(new GroupVersionKind(
            slash < 0 ? "" : owner.ApiVersion[..slash], owner.ApiVersion[(slash + 1)..], owner.Kind));
        return kind is null || (kind.IsNamespaced && dependent.Namespace.Length == 0)
            ? null
            : new Incarnation(
                kind.ResourceType,
                owner.Uid,
                new ObjectKey(kind.IsNamespaced ? dependent.Namespace : "", owner.Name));
    }

    public static Incarnation Parse(string text)
    {
        var parts = text.Split(' ', 3);
        return new Incarnation(parts[0], parts[1], ObjectKey.Parse(parts[2]));
    }

    /// <summary>This very object, null when it is gone or another one has its name.</summary>
    public async ValueTask<StoredObject?> FindAsync(
        IResourceStore store, ReadConsistency consistency, CancellationToken cancellationToken)
    {
        var found = await store.GetAsync(ResourceType, Object, consistency, cancellationToken);
        return found?.Head.Uid == Uid ? found : null;
    }

    public override string ToString() => $"{ResourceType} {Uid} {Object}";
}
