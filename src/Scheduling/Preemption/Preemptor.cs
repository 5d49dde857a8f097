using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Plugins;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Preemption;

/// <summary>
/// Finds the nodes that would take a pod if pods of lower priority left, and the smallest loss: on each node all of
/// those are taken away and, where the pod then fits, put back one by one, the guarded and the important first, as long
/// as it still fits. Works on the snapshot itself and leaves it as it was.
/// </summary>
internal sealed class Preemptor(PodEvaluation evaluation, ClusterSnapshot snapshot)
{
    private const string NotHelpful = "Preemption is not helpful for scheduling";
    private const string NoVictims = "No preemption victims found for incoming pod";
    private const string Never = "not eligible due to preemptionPolicy=Never.";
    private const string AlreadyUnderWay = "not eligible due to a terminating pod on the nominated node.";

    private readonly RoomArithmetic _room = new(snapshot);
    private readonly Victims _victims = new();
    private readonly Dictionary<string, int> _reasons = new(StringComparer.Ordinal);

    /// <summary>To be asked right after the evaluation of the pod.</summary>
    /// <param name="keepsAll">True to be told of every candidate, not only of the best.</param>
    public PreemptionOutcome Find(
        PodDemand pod, RefusalCounts refusals, IReadOnlyList<DisruptionBudget> budgets, bool keepsAll = false)
    {
        if (!pod.MayPreempt)
        {
            return new PreemptionOutcome { Ineligible = Never };
        }

        if (IsUnderWay(pod, refusals))
        {
            return new PreemptionOutcome { Ineligible = AlreadyUnderWay, IsUnderWay = true };
        }

        _reasons.Clear();
        Count(NotHelpful, refusals.NodeCount - refusals.Curable.Count);
        var all = new List<PreemptionCandidate>();
        var best = Search(pod, refusals.Curable, budgets, keepsAll ? all : null);
        return new PreemptionOutcome
        {
            Chosen = best,
            Candidates = all,
            Reasons = [.. _reasons.Select(item => (item.Key, item.Value))],
        };
    }

    private PreemptionCandidate? Search(
        PodDemand pod, List<int> slots, IReadOnlyList<DisruptionBudget> budgets, List<PreemptionCandidate>? all)
    {
        PreemptionCandidate? best = null;
        var bestRank = default(CandidateRank);
        var isByRoom = IsByRoom(pod);
        _room.Use(pod);
        foreach (var slot in slots)
        {
            if (!Try(slot, pod, budgets, isByRoom))
            {
                continue;
            }

            var rank = CandidateRank.Of(_victims.Chosen, _victims.Violations);
            var isBest = best is null || rank.CompareTo(bestRank) < 0;
            if (isBest || all is not null)
            {
                var candidate = new PreemptionCandidate(snapshot.Identity(slot).Name, [.. _victims.Chosen], _victims.Violations);
                (best, bestRank) = isBest ? (candidate, rank) : (best, bestRank);
                all?.Add(candidate);
            }
        }

        return best;
    }

    // Those that leave already for this pod have not made room yet.
    private bool IsUnderWay(PodDemand pod, RefusalCounts refusals) =>
        snapshot.Nominations.NodeOf(pod.Key) is { } node
        && refusals.Curable.Contains(snapshot.SlotOf(node))
        && snapshot.PodsOn(node).Any(other => other.IsTerminating && other.Priority < pod.Priority);

    // Ports, volumes, spread and affinity make more of other pods than the room they take.
    private bool IsByRoom(PodDemand pod)
    {
        if (pod.Ports.Count > 0 || !pod.Volumes.IsEmpty || snapshot.Nominations.Count > 0)
        {
            return false;
        }

        foreach (var rule in evaluation.Rules.Filters)
        {
            if (rule.Filter is { IsLocal: false, MayRefuse: true })
            {
                return false;
            }
        }

        return true;
    }

    private bool Try(int slot, PodDemand pod, IReadOnlyList<DisruptionBudget> budgets, bool isByRoom)
    {
        _victims.Lower.Clear();
        foreach (var placed in snapshot.PlacedOn(slot))
        {
            if (placed.Pod.Priority < pod.Priority)
            {
                _victims.Lower.Add(placed.Pod);
            }
        }

        if (_victims.Lower.Count == 0)
        {
            Count(NoVictims, 1);
            return false;
        }

        _victims.Begin(budgets);
        var found = (isByRoom && _room.TryChoose(slot, _victims)) || TryOnSnapshot(slot);
        _victims.Conclude();
        return found;
    }

    private bool TryOnSnapshot(int slot)
    {
        var ports = snapshot.Ports.Copy(slot);
        var found = TryOnSnapshot(slot, snapshot.Identity(slot).Name);
        snapshot.Ports.Restore(slot, ports);
        return found;
    }

    private bool TryOnSnapshot(int slot, string node)
    {
        _victims.Lower.ForEach(pod => snapshot.Remove(pod.Key));
        if (evaluation.RefusalOf(slot) is var (_, refusal))
        {
            Count(refusal);
            _victims.Lower.ForEach(pod => snapshot.Place(pod, node));
            return false;
        }

        foreach (var pod in _victims.Lower)
        {
            snapshot.Place(pod, node);
            if (evaluation.RefusalOf(slot) is not null)
            {
                snapshot.Remove(pod.Key);
                _victims.Choose(pod);
            }
        }

        _victims.Chosen.ForEach(pod => snapshot.Place(pod, node));
        return true;
    }

    private void Count(Refusal refusal)
    {
        foreach (var reason in refusal.Reasons)
        {
            Count(reason, 1);
        }
    }

    private void Count(string reason, int nodes)
    {
        if (nodes > 0)
        {
            _reasons[reason] = _reasons.GetValueOrDefault(reason) + nodes;
        }
    }
}
