using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Registry;

/// <summary>Turns the wish for what becomes of the dependents into the finalizer the garbage collector acts on.</summary>
internal static class DeletionFinalizers
{
    public static void Apply(ResourceKind kind, V1ObjectMeta meta, V1DeleteOptions options)
    {
        if (!kind.WriteRules.IsGarbageCollected)
        {
            return;
        }

        var wanted = Choose(kind, meta, options) switch
        {
            DeletionPropagation.Orphan => FinalizerNames.Orphan,
            DeletionPropagation.Foreground => FinalizerNames.ForegroundDeletion,
            DeletionPropagation.Background => null,
            var other => throw new InvalidOperationException($"Unknown propagation {other}."),
        };
        var kept = (meta.Finalizers ?? []).Where(name => !IsPropagation(name)).ToList();
        if (wanted is not null)
        {
            kept.Add(wanted);
        }

        if (!kept.ToHashSet().SetEquals(meta.Finalizers ?? []))
        {
            meta.Finalizers = kept.Count == 0 ? null : kept;
        }
    }

    // The request decides, else a finalizer that is already there, else the kind.
    private static DeletionPropagation Choose(ResourceKind kind, V1ObjectMeta meta, V1DeleteOptions options)
    {
        if (options.OrphanDependents is { } orphan)
        {
            return orphan ? DeletionPropagation.Orphan : DeletionPropagation.Background;
        }

        if (Enum.TryParse<DeletionPropagation>(options.PropagationPolicy, out var asked))
        {
            return asked;
        }

        return (meta.Finalizers ?? []).FirstOrDefault(IsPropagation) switch
        {
            FinalizerNames.Orphan => DeletionPropagation.Orphan,
            FinalizerNames.ForegroundDeletion => DeletionPropagation.Foreground,
            _ => kind.WriteRules.DefaultPropagation,
        };
    }

    private static bool IsPropagation(string name) =>
        name is FinalizerNames.Orphan or FinalizerNames.ForegroundDeletion;
}
