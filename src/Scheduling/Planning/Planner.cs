using OrleansScheduler.Scheduling.Explain;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Preemption;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Planning;

/// <summary>
/// Decides where pods go: each pod in turn is filtered and scored against every node, takes the best, and is seen
/// there by the pods after it. A function of snapshot, pods, profile and seed; it belongs to one snapshot.
/// </summary>
public sealed class Planner
{
    private readonly ClusterSnapshot _snapshot;
    private const string GangsDoNotPreempt = "not eligible: gangs do not preempt.";

    private readonly PodEvaluation _evaluation;
    private readonly Preemptor _preemptor;

    public Planner(SchedulingProfile profile, ClusterSnapshot snapshot)
    {
        _snapshot = snapshot;
        _evaluation = new PodEvaluation(profile, snapshot);
        _preemptor = new Preemptor(_evaluation, snapshot);
        Explainer = new PodExplainer(_evaluation, _preemptor, snapshot);
    }

    /// <summary>Tells what the planner makes of a pod, without placing it.</summary>
    public PodExplainer Explainer { get; }

    /// <summary>
    /// Places the pods in the given order. The snapshot is left with the placements in it: the caller removes those
    /// that do not come true, and carries out the preemptions, for which room is already nominated.
    /// </summary>
    /// <param name="seed">Decides between equally good nodes; the same seed gives the same plan.</param>
    public PlacementPlan Plan(IReadOnlyList<PodDemand> pods, IReadOnlyList<DisruptionBudget> budgets, long seed)
    {
        var placements = new List<PodPlacement>(pods.Count);
        var refusals = new List<PodRefusal>();
        foreach (var pod in pods)
        {
            if (Place(pod, seed) is { } node)
            {
                placements.Add(new PodPlacement(pod, node));
            }
            else
            {
                refusals.Add(Refuse(pod, budgets));
            }
        }

        return new PlacementPlan(placements, refusals);
    }

    /// <summary>Puts the pod on the best node and says which; null when it fits nowhere.</summary>
    public string? Place(PodDemand pod, long seed)
    {
        _evaluation.Run(pod);
        var slot = NominatedSlot(pod) ?? _evaluation.Best(TieBreak.From(seed, pod.Uid, _snapshot.SlotsEnd));
        if (slot < 0)
        {
            return null;
        }

        var node = _snapshot.Identity(slot).Name;
        _snapshot.Nominations.Remove(pod.Key);
        _snapshot.Place(pod, node);
        return node;
    }

    /// <summary>
    /// Whether it is worth trying a pod again that fitted nowhere, after a change of that node: not when the node itself
    /// has no room, or other objections of its own, and nothing that could be preempted.
    /// </summary>
    public bool MayFit(PodDemand pod, string nodeName) =>
        _snapshot.SlotOf(nodeName) is >= 0 and var slot
        && (_evaluation.MayAdmit(pod, slot)
            || (pod.MayPreempt && _snapshot.PodsOn(nodeName).Any(other => other.Priority < pod.Priority)));

    /// <summary>The slots of the nodes that take the pod, the best first.</summary>
    internal IEnumerable<int> Best(PodDemand pod)
    {
        _evaluation.Run(pod);
        var totals = _evaluation.Totals.ToArray();
        return _evaluation.Feasible().ToArray().OrderByDescending(slot => totals[slot]);
    }

    /// <summary>Why a member of a gang fits nowhere as things are.</summary>
    internal PodRefusal RefuseMember(PodDemand pod)
    {
        _evaluation.Run(pod);
        return Refuse(pod, RefusalCounts.Of(_evaluation, _snapshot), new PreemptionOutcome { Ineligible = GangsDoNotPreempt });
    }

    // A pod for which room was made goes there, if it is there.
    private int? NominatedSlot(PodDemand pod) =>
        _snapshot.Nominations.Count > 0
        && _snapshot.Nominations.NodeOf(pod.Key) is { } node
        && _snapshot.SlotOf(node) is >= 0 and var slot
        && _evaluation.Totals[slot] >= 0
            ? slot
            : null;

    private PodRefusal Refuse(PodDemand pod, IReadOnlyList<DisruptionBudget> budgets)
    {
        var refusals = RefusalCounts.Of(_evaluation, _snapshot);
        var preemption = refusals.RefusedEverywhere is null
            ? _preemptor.Find(pod, refusals, budgets)
            : new PreemptionOutcome();
        return Refuse(pod, refusals, preemption);
    }

    private PodRefusal Refuse(PodDemand pod, RefusalCounts refusals, PreemptionOutcome preemption) =>
        new()
        {
            Pod = pod,
            Message = FailureMessage.Of(refusals, preemption),
            UnblockedBy = refusals.UnblockedBy,
            IsNodeLocal = refusals.IsNodeLocal,
            Preemption = preemption.Chosen,
            Displaced = Nominate(pod, preemption),
            NominatedNodeName = _snapshot.Nominations.NodeOf(pod.Key),
        };

    // Returns the pods that lose their nomination to this one.
    private PodDemand[] Nominate(PodDemand pod, PreemptionOutcome preemption)
    {
        if (!preemption.IsUnderWay)
        {
            _snapshot.Nominations.Remove(pod.Key);
        }

        if (preemption.Chosen is not { } chosen)
        {
            return [];
        }

        PodDemand[] displaced =
            [.. _snapshot.Nominations.On(chosen.NodeName).Where(other => other.Priority < pod.Priority)];
        Array.ForEach(displaced, other => _snapshot.Nominations.Remove(other.Key));
        _snapshot.Nominations.Set(pod, chosen.NodeName);
        return displaced;
    }
}
