using k8s.Models;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.Resources.Registry;

/// <summary>The incarnation and the state a deletion insists on.</summary>
internal static class DeletionPreconditions
{
    public static void Check(ResourceKind kind, ObjectKey key, V1ObjectMeta meta, V1Preconditions? asked)
    {
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

    // Here, and only here, Kubernetes names the kind where other conflicts name the resource.
    private static StatusException Conflict(ResourceKind kind, ObjectKey key, string problem) =>
        StatusErrors.Conflict(kind.Group, kind.Kind, key.Name, problem);
}
