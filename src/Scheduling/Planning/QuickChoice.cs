using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Planning;

/// <summary>
/// The best node from the sheet of the pod's kind and the few nodes that rules about other pods change, without a total
/// for every node. The same answer as that of <see cref="PodEvaluation.Totals"/>, whenever it has one.
/// </summary>
internal sealed class QuickChoice(ClusterSnapshot snapshot)
{
    private readonly Shortlist _nodes = new();

    public bool TryBest(PodDemand pod, PodRules rules, NodeSheet sheet, int from, out int best)
    {
        _nodes.Begin(sheet);
        best = -1;
        var isFound = TryShorten(pod, rules) && TryChoose(rules, from, out best);
        _nodes.End();
        return isFound;
    }

    private bool TryShorten(PodDemand pod, PodRules rules)
    {
        foreach (var rule in rules.Filters)
        {
            if (rule.Filter is { IsLocal: false, MayRefuse: true } filter && !filter.TryShorten(_nodes))
            {
                return false;
            }
        }

        if (snapshot.Nominations.Count == 0)
        {
            return true;
        }

        foreach (var node in snapshot.Nominations.Nodes)
        {
            if (snapshot.SlotOf(node) is >= 0 and var slot
                && _nodes.Sheet.Totals[slot] >= 0
                && NominatedRoom.Refusal(rules, pod, slot, snapshot) is not null)
            {
                _nodes.Exclude(slot);
            }
        }

        return true;
    }

    private bool TryChoose(PodRules rules, int from, out int best)
    {
        ScoreRule? only = null;
        foreach (var rule in rules.Scorers)
        {
            if (rule.Scorer is { IsLocal: false, HasSay: true, Uniform: null })
            {
                best = -1;
                if (only is not null)
                {
                    return false;
                }

                only = rule;
            }
        }

        if (only is not null)
        {
            return only.Scorer!.TryChoose(_nodes, only.Weight, from, out best);
        }

        best = _nodes.Best(from);
        return true;
    }
}
