using k8s.Models;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Reconcilers.Finished;

/// <summary>Deletes finished Jobs when their <c>ttlSecondsAfterFinished</c> is over.</summary>
internal static class TtlController
{
    public const string Name = "ttl-after-finished-controller";

    public static Controller Definition { get; } = new(
        Name,
        ["ttl-after-finished"],
        [new ControllerRoute("batch/jobs", change => Keys(change.Object), Keys)]);

    /// <summary>When the Job ended, null while it runs.</summary>
    public static DateTime? FinishedAt(V1Job job) => job.Status?.Conditions?
        .FirstOrDefault(condition => condition is { Type: "Complete" or "Failed", Status: "True" })
        ?.LastTransitionTime;

    private static IEnumerable<string> Keys(StoredObject stored) =>
        stored.As<V1Job>() is { Spec.TtlSecondsAfterFinished: not null, Metadata.DeletionTimestamp: null } job
            && FinishedAt(job) is not null
            ? [stored.Key.ToString()]
            : [];
}
