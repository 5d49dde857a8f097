using k8s.Models;

namespace OrleansScheduler.Resources.Registry;

/// <summary>The part of the metadata that belongs to the server.</summary>
internal static class ServerMetadata
{
    /// <summary>Forgets what a client may not decide and gives the new object its identity.</summary>
    public static void SetForCreate(V1ObjectMeta meta, string uid, DateTime now)
    {
        meta.Uid = uid;
        meta.CreationTimestamp = ToSeconds(now);
        meta.DeletionTimestamp = null;
        meta.DeletionGracePeriodSeconds = null;
        meta.Generation = null;
        meta.SelfLink = null;
    }

    /// <summary>Takes over what an update cannot change, wherever the client left it out or is not asked.</summary>
    public static void CarryOver(V1ObjectMeta meta, V1ObjectMeta old)
    {
        meta.Uid = string.IsNullOrEmpty(meta.Uid) ? old.Uid : meta.Uid;
        meta.CreationTimestamp = old.CreationTimestamp;
        meta.DeletionTimestamp = old.DeletionTimestamp ?? meta.DeletionTimestamp;
        meta.DeletionGracePeriodSeconds ??= old.DeletionGracePeriodSeconds;
        meta.SelfLink = null;
    }

    /// <summary>Times of metadata have whole seconds.</summary>
    public static DateTime ToSeconds(DateTime time) =>
        new(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
}
