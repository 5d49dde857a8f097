using OrleansScheduler.Resources.Explanations;
using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Preemption;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Explain;

/// <summary>The nodes as the pod evaluated last sees them, put into order and described.</summary>
internal sealed class NodeVerdicts(PodEvaluation evaluation, ClusterSnapshot snapshot, PreemptionOutcome preemption)
{
    private readonly Dictionary<string, PreemptionCandidate> _candidates =
        preemption.Candidates.ToDictionary(candidate => candidate.NodeName, StringComparer.Ordinal);

    /// <param name="current">The node the pod is on now, which comes first.</param>
    public IReadOnlyList<NodeExplanation> Of(int[] fitting, string? current, ExplanationQuery query)
    {
        var fits = fitting.ToHashSet();
        var (wanted, totals) = (query.NodeName, evaluation.Totals.ToArray());
        var best = fitting.Where(IsWanted).OrderByDescending(slot => totals[slot]).ThenBy(Name, StringComparer.Ordinal);
        var nearest = snapshot.Slots.Where(slot => !fits.Contains(slot) && IsWanted(slot))
            .OrderBy(Distance)
            .ThenBy(Name, StringComparer.Ordinal);
        return
        [
            .. best.Concat(nearest)
                .OrderBy(slot => Name(slot) != current)
                .Take(query.NodesMax)
                .Select(slot => fits.Contains(slot) ? Fitting(slot) : Refusing(slot)),
        ];

        bool IsWanted(int slot) => wanted is null || Name(slot) == wanted;
    }

    private string Name(int slot) => snapshot.Identity(slot).Name;

    private NodeDistance Distance(int slot)
    {
        var (incurable, objections, missing) = (0, 0, 0d);
        foreach (var rule in evaluation.Rules.Objecting(slot))
        {
            objections++;
            incurable += Objection(rule, slot).IsCurable ? 0 : 1;
            foreach (var shortage in rule.Filter!.Shortages(slot))
            {
                missing = Math.Max(missing, shortage.Share);
            }
        }

        return new NodeDistance(incurable, objections, missing);
    }

    private NodeExplanation Fitting(int slot)
    {
        PluginScore[] scores = [.. evaluation.ScoresOf(slot).Select(item => new PluginScore(item.Plugin, item.Score))];
        return new NodeExplanation
        {
            Name = Name(slot),
            Fits = true,
            Score = scores.Length == 0 ? null : scores.Sum(item => item.Score),
            Scores = scores.Length == 0 ? null : scores,
        };
    }

    private NodeExplanation Refusing(int slot)
    {
        NodeObjection[] objections = [.. evaluation.Rules.Objecting(slot).Select(rule => Describe(rule, slot))];
        return new NodeExplanation
        {
            Name = Name(slot),
            Fits = false,
            Objections = objections.Length > 0 ? objections : [KeptFree(slot)],
            Preemption = _candidates.TryGetValue(Name(slot), out var candidate)
                ? new PreemptionLoss([.. candidate.Victims.Select(pod => pod.Key.ToString())], candidate.Violations)
                : null,
        };
    }

    private static Plugins.Refusal Objection(FilterRule rule, int slot) =>
        rule.Filter!.Considers(slot) ? rule.Filter.Explain(slot) : rule.NotConsidered;

    private static NodeObjection Describe(FilterRule rule, int slot)
    {
        ResourceDeficit[] deficits = [.. rule.Filter!.Shortages(slot).Select(shortage => shortage.ToDeficit())];
        string[] remedies = [.. rule.Filter.Remedies(slot)];
        return new NodeObjection
        {
            Plugin = rule.Plugin.Name,
            Reasons = Objection(rule, slot).Reasons,
            Deficits = deficits.Length == 0 ? null : deficits,
            Remedies = remedies.Length == 0 ? null : remedies,
        };
    }

    // As it is the node would take the pod, but not together with those for which room is being made there.
    private NodeObjection KeptFree(int slot)
    {
        var (rule, refusal) = evaluation.RefusalOf(slot)
            ?? throw new InvalidOperationException($"Node {Name(slot)} refuses a pod it does not object to.");
        return new NodeObjection
        {
            Plugin = rule.Plugin.Name,
            Reasons = refusal.Reasons,
            Remedies =
            [
                .. snapshot.Nominations.On(Name(slot))
                    .Where(other => snapshot.NodeOf(other.Key) is null)
                    .Select(other => $"room is being kept for {other.Key}"),
            ],
        };
    }
}
