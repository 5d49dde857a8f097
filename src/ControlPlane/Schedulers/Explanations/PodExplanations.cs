using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Explanations;
using OrleansScheduler.Scheduling.Gangs;
using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Plugins;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Preemption;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.ControlPlane.Schedulers.Explanations;

/// <summary>Explains pods by what a scheduler knows: its plan's engine, its snapshot, its queue.</summary>
internal sealed class PodExplanations(
    string schedulerName, Planner planner, ClusterSnapshot snapshot, SchedulingQueue queue, GangRoster gangs)
{
    public ExplainAnswer Of(V1Pod pod, ExplainRequest request, IReadOnlyList<DisruptionBudget> budgets, TimeSpan now)
    {
        if (request.NodeName is { } wanted && !snapshot.HasNode(wanted))
        {
            return ExplainAnswer.NoNode;
        }

        var verdict = planner.Explainer.Explain(PodDemand.Unplaced(pod), budgets, request.Query);
        return ExplainAnswer.Of(new PodExplanation
        {
            Metadata = new ExplainedPod(request.Namespace, request.Name, pod.Metadata.Uid ?? ""),
            SchedulerName = pod.Spec.SchedulerName ?? "",
            NodeName = verdict.NodeName,
            NominatedNodeName = snapshot.Nominations.NodeOf(request.Pod),
            Gang = PodGang.Of(pod) is { } gang
                ? new GangState(gang.Key.Name, gang.Size, gangs.Settled(gang.Key), gangs.Waiting(gang.Key).Count, gang.TopologyKey)
                : null,
            Queue = Position(pod, request.Pod, verdict.NodeName, now),
            Message = verdict.Message,
            NodeCount = verdict.NodeCount,
            FittingCount = verdict.FittingCount,
            Reasons = verdict.Reasons,
            Nodes = verdict.Nodes,
        });
    }

    private QueuePosition Position(V1Pod pod, ObjectKey key, string? node, TimeSpan now)
    {
        if (queue.TryGet(key, out var queued))
        {
            return Position(queued, now);
        }

        return new QueuePosition
        {
            State = pod switch
            {
                { Status.Phase: "Succeeded" or "Failed" } => "Finished",
                _ when node is not null => "Placed",
                { Metadata.DeletionTimestamp: not null } => "Terminating",
                { Spec.SchedulingGates.Count: > 0 } => "Gated",
                _ when pod.Spec.SchedulerName != schedulerName => "Foreign",
                _ => "Unknown",
            },
        };
    }

    private QueuePosition Position(QueuedPod queued, TimeSpan now) => new()
    {
        State = queued.State.ToString(),
        Position = queued.State == QueueState.Active ? queue.Ahead(queued) + 1 : null,
        Waiting = queue.Count,
        Attempts = queued.Attempts,
        Conflicts = queued.Conflicts,
        RetryInSeconds = queued.NotBefore > now ? Math.Round((queued.NotBefore - now).TotalSeconds, 3) : null,
        WaitsFor = queued.State == QueueState.Unschedulable ? Names(queued.UnblockedBy) : null,
    };

    private static string[] Names(ClusterChanges changes) =>
    [
        .. Enum.GetValues<ClusterChanges>()
            .Where(change => int.IsPow2((int)change) && changes.HasFlag(change))
            .Select(change => change.ToString()),
    ];
}
