using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Planning;

/// <summary>The text of FailedScheduling: reasons with the number of nodes, then what preemption could do.</summary>
internal static class FailureMessage
{
    private const string NoNodes = "no nodes available to schedule pods";
    private const string NotHelpful = "Preemption is not helpful for scheduling";
    private const string NoVictims = "No preemption victims found for incoming pod";

    public static string Of(
        int nodeCount, PodDemand pod, string? refusedEverywhere, IReadOnlyList<NodeRefusal> refusals)
    {
        if (nodeCount == 0)
        {
            return NoNodes;
        }

        var available = $"0/{nodeCount} nodes are available: ";
        var reasons = refusedEverywhere ?? Histogram(refusals.SelectMany(refusal => refusal.Refusal.Reasons));
        return $"{available}{reasons}. no new claims to deallocate, preemption: "
            + (pod.MayPreempt
                ? $"{available}{Preemption(nodeCount, refusals)}."
                : "not eligible due to preemptionPolicy=Never.");
    }

    private static string Preemption(int nodeCount, IReadOnlyList<NodeRefusal> refusals)
    {
        var curable = refusals.Count(refusal => refusal.Refusal.IsCurable);
        return Histogram(Enumerable.Repeat(NoVictims, curable).Concat(Enumerable.Repeat(NotHelpful, nodeCount - curable)));
    }

    // Sorted as text with the number in front, as Kubernetes prints it.
    private static string Histogram(IEnumerable<string> reasons) => string.Join(
        ", ",
        reasons.CountBy(reason => reason, StringComparer.Ordinal)
            .Select(item => $"{item.Value} {item.Key}")
            .Order(StringComparer.Ordinal));
}
