using OrleansScheduler.Scheduling.Planning;
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

    /// <summary>To be asked right after the evaluation of the pod.</summary>
    public PreemptionOutcome Find(PodDemand pod, RefusalCounts refusals, IReadOnlyList<DisruptionBudget> budgets)
    {
        if (!pod.MayPreempt)
        {
            return new PreemptionOutcome { Ineligible = Never };
        }

        if (IsUnderWay(pod, refusals))
        {
            return new PreemptionOutcome { Ineligible = AlreadyUnderWay, IsUnderWay = true };
        }

        var candidates = new List<PreemptionCandidate>();
        var reasons = new List<(string, int)> { (NotHelpful, refusals.NodeCount - refusals.Curable.Count) };
        foreach (var slot in refusals.Curable)
        {
            if (Try(slot, pod, budgets, reasons) is { } candidate)
            {
                candidates.Add(candidate);
            }
        }

        return new PreemptionOutcome
        {
            Chosen = candidates.Min(CandidateOrder.Best),
            Candidates = candidates,
            Reasons = [.. reasons.Where(item => item.Item2 > 0)],
        };
    }

    // Those that leave already for this pod have not made room yet.
    private bool IsUnderWay(PodDemand pod, RefusalCounts refusals) =>
        snapshot.Nominations.NodeOf(pod.Key) is { } node
        && refusals.Curable.Contains(snapshot.SlotOf(node))
        && snapshot.PodsOn(node).Any(other => other.IsTerminating && other.Priority < pod.Priority);

    private PreemptionCandidate? Try(
        int slot, PodDemand pod, IReadOnlyList<DisruptionBudget> budgets, List<(string, int)> reasons)
    {
        var lower = snapshot.PlacedOn(slot).Select(placed => placed.Pod).Where(other => other.Priority < pod.Priority).ToArray();
        if (lower.Length == 0)
        {
            reasons.Add((NoVictims, 1));
            return null;
        }

        Array.Sort(lower, PodImportance.Order);
        Array.ForEach(lower, other => snapshot.Remove(other.Key));
        var refusal = evaluation.RefusalOf(slot);
        var node = snapshot.Identity(slot).Name;
        var candidate = refusal is null ? Reprieve(slot, node, lower, budgets) : null;
        reasons.AddRange(refusal?.Refusal.Reasons.Select(reason => (reason, 1)) ?? []);
        foreach (var other in (IEnumerable<PodDemand>?)candidate?.Victims ?? lower)
        {
            snapshot.Place(other, node);
        }

        return candidate;
    }

    private PreemptionCandidate Reprieve(
        int slot, string node, PodDemand[] lower, IReadOnlyList<DisruptionBudget> budgets)
    {
        var guarded = Guarded(lower, budgets);
        var victims = new List<PodDemand>();
        var violations = 0;
        foreach (var other in lower.Where(guarded.Contains).Concat(lower.Where(other => !guarded.Contains(other))))
        {
            snapshot.Place(other, node);
            if (evaluation.RefusalOf(slot) is not null)
            {
                snapshot.Remove(other.Key);
                victims.Add(other);
                violations += guarded.Contains(other) ? 1 : 0;
            }
        }

        victims.Sort(PodImportance.Order);
        return new PreemptionCandidate(node, victims, violations);
    }

    // The more important pods use up a budget first; the rest would violate it.
    private static HashSet<PodDemand> Guarded(PodDemand[] pods, IReadOnlyList<DisruptionBudget> budgets)
    {
        var guarded = new HashSet<PodDemand>();
        var left = budgets.Select(budget => budget.Allowed).ToArray();
        foreach (var pod in pods)
        {
            for (var i = 0; i < left.Length; i++)
            {
                if (budgets[i].Guards(pod) && --left[i] < 0)
                {
                    guarded.Add(pod);
                }
            }
        }

        return guarded;
    }
}
