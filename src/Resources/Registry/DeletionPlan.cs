using k8s;
using k8s.Models;

namespace OrleansScheduler.Resources.Registry;

/// <summary>
/// Decides how a delete request proceeds and puts the marks of deletion on a copy of the object. Kinds with a grace
/// period (pods) stay until it is over or their owner confirms with a period of 0; a later request may only shorten
/// it. All kinds stay while finalizers remain.
/// </summary>
internal static class DeletionPlan
{
    /// <param name="obj">A private copy of the newest state; gets the marks.</param>
    public static DeletionStep Decide(
        ResourceKind kind, IKubernetesObject<V1ObjectMeta> obj, V1DeleteOptions options, DateTime now)
    {
        var meta = obj.Metadata;
        if (kind.IsHeld(obj))
        {
            return MarkHeld(kind, obj, options, now);
        }

        return kind.GracePeriodSeconds(obj, options.GracePeriodSeconds) is { } seconds
            ? DecideGraceful(kind, meta, options, seconds < 0 ? 1 : seconds, now)
            : DecideUngraceful(kind, meta, options, now);
    }

    private static DeletionStep DecideGraceful(
        ResourceKind kind, V1ObjectMeta meta, V1DeleteOptions options, long seconds, DateTime now)
    {
        if (meta.DeletionTimestamp is { } deadline)
        {
            if (meta.DeletionGracePeriodSeconds is not { } pending)
            {
                return DeletionStep.Remove;
            }

            if (options.GracePeriodSeconds is null || seconds >= pending)
            {
                return DeletionStep.Wait;
            }

            meta.DeletionTimestamp = deadline.AddSeconds(seconds - pending);
        }
        else
        {
            meta.DeletionTimestamp = now.AddSeconds(seconds);
            BumpGeneration(meta);
        }

        meta.DeletionGracePeriodSeconds = seconds;
        DeletionFinalizers.Apply(kind, meta, options);
        return seconds == 0 && !HasFinalizers(meta) ? DeletionStep.MarkAndRemove : DeletionStep.Mark;
    }

    private static DeletionStep DecideUngraceful(
        ResourceKind kind, V1ObjectMeta meta, V1DeleteOptions options, DateTime now)
    {
        DeletionFinalizers.Apply(kind, meta, options);
        if (!HasFinalizers(meta))
        {
            return DeletionStep.Remove;
        }

        if (meta.DeletionTimestamp is null)
        {
            BumpGeneration(meta);
            meta.DeletionTimestamp = now;
        }

        meta.DeletionGracePeriodSeconds = 0;
        return DeletionStep.Mark;
    }

    private static DeletionStep MarkHeld(
        ResourceKind kind, IKubernetesObject<V1ObjectMeta> obj, V1DeleteOptions options, DateTime now)
    {
        if (obj.Metadata.DeletionTimestamp is not null)
        {
            return DeletionStep.Wait;
        }

        obj.Metadata.DeletionTimestamp = now;
        kind.PrepareForDelete(obj);
        DeletionFinalizers.Apply(kind, obj.Metadata, options);
        return DeletionStep.Mark;
    }

    private static bool HasFinalizers(V1ObjectMeta meta) => meta.Finalizers is { Count: > 0 };

    private static void BumpGeneration(V1ObjectMeta meta)
    {
        if (meta.Generation > 0)
        {
            meta.Generation++;
        }
    }
}
