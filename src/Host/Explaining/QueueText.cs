using System.Globalization;
using OrleansScheduler.Resources.Explanations;

namespace OrleansScheduler.Host.Explaining;

/// <summary>Where a pod stands with its scheduler, in a sentence.</summary>
internal static class QueueText
{
    public static string Of(PodExplanation explanation)
    {
        var queue = explanation.Queue;
        var scheduler = explanation.SchedulerName;
        return queue.State switch
        {
            "Placed" => $"placed on {explanation.NodeName} by {scheduler}",
            "Active" => $"number {queue.Position} of {queue.Waiting} in line with {scheduler}{Tries(queue)}",
            "InFlight" => $"being placed by {scheduler}",
            "Backoff" => $"waits with {scheduler} for another try{In(queue)}{Tries(queue)}",
            "Unschedulable" => $"unschedulable: {scheduler} waits for {Changes(queue)}{NotBefore(queue)}{Tries(queue)}{Nominated(explanation)}",
            "Gated" => "held back by its scheduling gates",
            "Terminating" => "being deleted, was on no node",
            "Finished" => "finished",
            "Foreign" => $"left to scheduler {scheduler}, which does not run here; the nodes are as another scheduler sees them",
            _ => $"not seen by {scheduler} yet",
        };
    }

    private static string Tries(QueuePosition queue) =>
        (queue.Attempts, queue.Conflicts) switch
        {
            (> 0 and var attempts, > 0 and var conflicts) => $"; {attempts} tries found no node, {conflicts} lost one to another pod",
            (> 0 and var attempts, _) => $"; {attempts} {(attempts == 1 ? "try" : "tries")} found no node",
            (_, > 0 and var conflicts) => $"; {conflicts} {(conflicts == 1 ? "try" : "tries")} lost the node to another pod",
            _ => "",
        };

    private static string In(QueuePosition queue) =>
        queue.RetryInSeconds is { } seconds ? string.Create(CultureInfo.InvariantCulture, $" in {seconds:0.0} s") : "";

    private static string NotBefore(QueuePosition queue) =>
        queue.RetryInSeconds is null ? "" : $", and not before{In(queue)}";

    private static string Changes(QueuePosition queue) =>
        queue.WaitsFor is { Count: > 0 } changes ? $"a change ({string.Join(", ", changes)})" : "a change";

    private static string Nominated(PodExplanation explanation) =>
        explanation.NominatedNodeName is { } node ? $"; room is being made for it on {node}" : "";
}
