using OrleansScheduler.Resources.Explanations;
using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Preemption;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Explain;

/// <summary>
/// Says of every node why it takes a pod or why not, by the evaluation that places pods. A pod that is placed is taken
/// off its node for the time of the question. Leaves the snapshot as it was.
/// </summary>
public sealed class PodExplainer
{
    private readonly PodEvaluation _evaluation;
    private readonly Preemptor _preemptor;
    private readonly ClusterSnapshot _snapshot;

    internal PodExplainer(PodEvaluation evaluation, Preemptor preemptor, ClusterSnapshot snapshot)
    {
        (_evaluation, _preemptor, _snapshot) = (evaluation, preemptor, snapshot);
    }

    /// <param name="pod">As it would ask for a node if it were on none.</param>
    /// <param name="budgets">The disruption budgets preemption has to mind.</param>
    public PodVerdict Explain(PodDemand pod, IReadOnlyList<DisruptionBudget> budgets, ExplanationQuery query)
    {
        var order = new PlacedOrder(_snapshot);
        try
        {
            return _snapshot.NodeOf(pod.Key) is { } node
                ? ExplainPlaced(pod, node, budgets, query)
                : Explain(pod, current: null, budgets, query);
        }
        finally
        {
            order.Restore();
        }
    }

    private PodVerdict ExplainPlaced(
        PodDemand pod, string node, IReadOnlyList<DisruptionBudget> budgets, ExplanationQuery query)
    {
        var slot = _snapshot.SlotOf(node);
        var ports = slot < 0 ? null : _snapshot.Ports.Copy(slot);
        var placed = _snapshot.PodsOn(node).FirstOrDefault(other => other.Key == pod.Key) ?? pod;
        _snapshot.Remove(pod.Key);
        try
        {
            return Explain(pod, node, budgets, query);
        }
        finally
        {
            _snapshot.Place(placed, node);
            if (slot >= 0)
            {
                _snapshot.Ports.Restore(slot, ports);
            }
        }
    }

    private PodVerdict Explain(
        PodDemand pod, string? current, IReadOnlyList<DisruptionBudget> budgets, ExplanationQuery query)
    {
        _evaluation.Run(pod);
        var fitting = _evaluation.Feasible().ToArray();
        var refusals = RefusalCounts.Of(_evaluation, _snapshot);
        var preemption = fitting.Length > 0 || refusals.RefusedEverywhere is not null
            ? new PreemptionOutcome()
            : _preemptor.Find(pod, refusals, budgets, keepsAll: true);
        var nodes = new NodeVerdicts(_evaluation, _snapshot, preemption);
        return new PodVerdict
        {
            NodeName = current,
            NodeCount = _snapshot.NodeCount,
            FittingCount = fitting.Length,
            Message = fitting.Length > 0 ? null : FailureMessage.Of(refusals, preemption),
            Reasons = [.. refusals.ByPlugin.OrderByDescending(item => item.Nodes).ThenBy(item => item.Reason, StringComparer.Ordinal)],
            Nodes = refusals.RefusedEverywhere is null ? nodes.Of(fitting, current, query) : [],
        };
    }
}
