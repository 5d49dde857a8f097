using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Preemption;

/// <summary>The more important pod first: higher priority, then running for longer.</summary>
internal static class PodImportance
{
    /// <summary>By insertion: the pods of a node are few, and nothing is allocated.</summary>
    public static void Sort(List<PodDemand> pods)
    {
        for (var i = 1; i < pods.Count; i++)
        {
            var pod = pods[i];
            var position = i;
            for (; position > 0 && Compare(pods[position - 1], pod) > 0; position--)
            {
                pods[position] = pods[position - 1];
            }

            pods[position] = pod;
        }
    }

    /// <summary>When the pod began; one that has not begun yet counts as the last to.</summary>
    public static DateTime StartOf(PodDemand pod) => pod.StartTime ?? DateTime.MaxValue;

    private static int Compare(PodDemand left, PodDemand right)
    {
        var byPriority = right.Priority.CompareTo(left.Priority);
        return byPriority != 0 ? byPriority : StartOf(left).CompareTo(StartOf(right));
    }
}
