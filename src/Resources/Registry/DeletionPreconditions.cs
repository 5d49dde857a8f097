using k8s.Models;
using OrleansScheduler.Resources.Core.Namespaces;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.Resources.Registry;

/// <summary>The incarnation and the state a deletion insists on.</summary>
internal static class DeletionPreconditions
{
    public static void Check(ResourceKind kind, ObjectKey key, V1ObjectMeta meta, V1Preconditions? asked)
    {
        if (kind is NamespaceKind)
        {
            CheckNamespace(kind, key, meta, asked);
            return;
        }

        if (asked?.Uid is { } uid && uid != meta.Uid)
        {
            throw Conflict(
                kind,
                key,
                $"the UID in the precondition ({uid}) does not match the UID in record ({meta.Uid}). "
                    + "The object might have been deleted and then recreated");
        }

        if (asked?.ResourceVersion is { } revision && revision != meta.ResourceVersion)
        {
            throw Conflict(
                kind,
                key,
                $"the ResourceVersion in the precondition ({revision}) does not match the ResourceVersion in record "
                    + $"({meta.ResourceVersion}). The object might have been modified");
        }
    }

    // Namespaces check before they begin to go, in the words of a storage.
    private static void CheckNamespace(ResourceKind kind, ObjectKey key, V1ObjectMeta meta, V1Preconditions? asked)
    {
        const string failed = "Precondition failed: ";
        if (asked?.Uid is { } uid && uid != meta.Uid)
        {
            throw StatusErrors.Conflict(
                kind, key.Name, $"{failed}UID in precondition: {uid}, UID in object meta: {meta.Uid}");
        }

        if (asked?.ResourceVersion is { } revision && revision != meta.ResourceVersion)
        {
            throw StatusErrors.Conflict(
                kind,
                key.Name,
                $"{failed}ResourceVersion in precondition: {revision}, "
                    + $"ResourceVersion in object meta: {meta.ResourceVersion}");
        }
    }

    // Here, and only here, Kubernetes names the kind where other conflicts name the resource.
    private static StatusException Conflict(ResourceKind kind, ObjectKey key, string problem) =>
        StatusErrors.Conflict(kind.Group, kind.Kind, key.Name, problem);
}
