using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Preemption;

/// <summary>The more important pod first: higher priority, then running for longer.</summary>
internal sealed class PodImportance : IComparer<PodDemand>
{
    public static PodImportance Order { get; } = new();

    public int Compare(PodDemand? x, PodDemand? y)
    {
        var byPriority = y!.Priority.CompareTo(x!.Priority);
        return byPriority != 0 ? byPriority : StartOf(x).CompareTo(StartOf(y));
    }

    /// <summary>When the pod began; one that has not begun yet counts as the last to.</summary>
    public static DateTime StartOf(PodDemand pod) => pod.StartTime ?? DateTime.MaxValue;
}
