using OrleansScheduler.Scheduling.Preemption;

namespace OrleansScheduler.Scheduling.Planning;

/// <summary>The text of FailedScheduling: reasons with the number of nodes, then what preemption could do.</summary>
internal static class FailureMessage
{
    private const string NoNodes = "no nodes available to schedule pods";

    // Kubernetes' plugin for resource claims says so when the pod was refused before it had a look at it.
    private const string RefusedEarly = "not found";
    private const string NoClaims = "no new claims to deallocate, preemption: ";

    public static string Of(RefusalCounts refusals, PreemptionOutcome preemption)
    {
        if (refusals.NodeCount == 0)
        {
            return NoNodes;
        }

        var available = $"0/{refusals.NodeCount} nodes are available: ";
        if (refusals.RefusedEverywhere is { } everywhere)
        {
            return $"{available}{everywhere}. {RefusedEarly}";
        }

        var reasons = $"{available}{Histogram(refusals.Reasons)}.";
        return preemption switch
        {
            { Chosen: not null } => reasons,
            { Ineligible: { } ineligible } => $"{reasons} {NoClaims}{ineligible}",
            _ => $"{reasons} {NoClaims}{available}{Histogram(preemption.Reasons)}.",
        };
    }

    // Sorted as text with the number in front, as Kubernetes prints it.
    private static string Histogram(IEnumerable<(string Reason, int Nodes)> reasons) => string.Join(
        ", ",
        reasons.GroupBy(item => item.Reason, item => item.Nodes, StringComparer.Ordinal)
            .Select(item => $"{item.Sum()} {item.Key}")
            .Order(StringComparer.Ordinal));
}
