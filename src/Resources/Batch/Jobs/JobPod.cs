using System.Globalization;
using k8s.Models;

namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>What a Job's rules ask of one of its pods.</summary>
internal static class JobPod
{
    public const int NoIndex = -1;

    public static bool HasSucceeded(V1Pod pod) => pod.Status?.Phase == "Succeeded";

    public static bool IsTerminal(V1Pod pod) => pod.Status?.Phase is "Succeeded" or "Failed";

    public static bool IsDeleting(V1Pod pod) => pod.Metadata.DeletionTimestamp is not null;

    public static bool IsActive(V1Pod pod) => !IsTerminal(pod) && !IsDeleting(pod);

    public static bool IsTerminating(V1Pod pod) => !IsTerminal(pod) && IsDeleting(pod);

    public static bool IsReady(V1Pod pod) =>
        pod.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) ?? false;

    public static bool IsTracked(V1Pod pod) =>
        pod.Metadata.Finalizers?.Contains(JobNames.TrackingFinalizer) ?? false;

    /// <summary>The completion index, or <see cref="NoIndex"/>.</summary>
    public static int Index(V1Pod pod) => Count(pod, JobNames.IndexAnnotation) ?? NoIndex;

    /// <summary>How often the pod's index had failed when the pod was made; all failures count for the back-off.</summary>
    public static int IndexFailuresOfAnyKind(V1Pod pod) =>
        IndexFailures(pod) + IndexIgnoredFailures(pod);

    public static int IndexFailures(V1Pod pod) => Count(pod, JobNames.IndexFailuresAnnotation) ?? 0;

    public static int IndexIgnoredFailures(V1Pod pod) => Count(pod, JobNames.IndexIgnoredFailuresAnnotation) ?? 0;

    /// <summary>When the pod ended: its last container's end, else the best that is known.</summary>
    public static DateTime FinishedAt(V1Pod pod)
    {
        var ends = (pod.Status?.ContainerStatuses ?? [])
            .Select(container => container.State?.Terminated?.FinishedAt)
            .OfType<DateTime>()
            .ToArray();
        return ends.Length > 0
            ? ends.Max()
            : NotReadySince(pod) ?? pod.Metadata.DeletionTimestamp ?? pod.Metadata.CreationTimestamp ?? default;
    }

    private static DateTime? NotReadySince(V1Pod pod) => pod.Status?.Conditions?
        .FirstOrDefault(condition => condition is { Type: "Ready", Status: "False", Reason: "PodFailed" })
        ?.LastTransitionTime;

    private static int? Count(V1Pod pod, string annotation) =>
        pod.Metadata.Annotations is { } annotations
        && annotations.TryGetValue(annotation, out var text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : null;
}
