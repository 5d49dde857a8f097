using k8s.Models;

namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>
/// Which of several active pods goes first when there are too many: the one whose loss costs least. Unassigned before
/// assigned, pending before unknown before running, unready before ready, younger and oftener restarted first.
/// </summary>
internal sealed class PodRemovalOrder : IComparer<V1Pod>
{
    public static readonly PodRemovalOrder Instance = new();

    public int Compare(V1Pod? x, V1Pod? y)
    {
        if (x is null || y is null)
        {
            return Comparer<bool>.Default.Compare(x is not null, y is not null);
        }

        return Rank(x).CompareTo(Rank(y));
    }

    private static (bool, int, bool, DateTime, int, DateTime, string) Rank(V1Pod pod) => (
        !string.IsNullOrEmpty(pod.Spec?.NodeName),
        pod.Status?.Phase switch { "Running" => 2, "Unknown" => 1, _ => 0 },
        JobPod.IsReady(pod),
        Reversed(ReadySince(pod)),
        -(pod.Status?.ContainerStatuses?.Select(container => container.RestartCount).DefaultIfEmpty().Max() ?? 0),
        Reversed(pod.Metadata.CreationTimestamp),
        pod.Metadata.Name);

    private static DateTime? ReadySince(V1Pod pod) => JobPod.IsReady(pod)
        ? pod.Status.Conditions.First(condition => condition.Type == "Ready").LastTransitionTime
        : null;

    private static DateTime Reversed(DateTime? time) =>
        time is null ? DateTime.MinValue : DateTime.MinValue + (DateTime.MaxValue - time.Value);
}
