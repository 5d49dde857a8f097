using OrleansScheduler.Scheduling.Plugins;
using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Planning;

/// <summary>
/// All rules and preferences for the pods of one signature. Those that concern one node at a time are summed up in a
/// <see cref="NodeSheet"/>, which outlives the pod; the others are asked for every pod.
/// </summary>
internal sealed class PodRules(PluginSet plugins)
{
    /// <summary>So many nodes are taken through all rules together that what is read of them stays near the processor.</summary>
    private const int Block = 2048;

    private readonly FilterRule[] _filters = [.. plugins.Filters.Select(plugin => new FilterRule(plugin))];
    private readonly ScoreRule[] _scorers = [.. plugins.Scorers.Select(item => new ScoreRule(item.Plugin, item.Weight))];
    private FilterRule[] _heeded = [];
    private PodFilter[] _localFilters = [];
    private (PodScorer Scorer, int Weight)[] _localScorers = [];

    /// <summary>The filters that may refuse a node, in order.</summary>
    public ReadOnlySpan<FilterRule> Filters => _heeded;

    public ReadOnlySpan<ScoreRule> Scorers => _scorers;

    /// <summary>The first plugin that keeps the pod from all nodes, null when none does.</summary>
    public FilterRule? RefusingEverywhere { get; private set; }

    /// <summary>Grows when a sheet made with these rules is void.</summary>
    public long LocalVersion { get; private set; }

    /// <summary>Makes the rules good for the pod, which has their signature.</summary>
    public void Use(PodDemand pod)
    {
        var isAnew = false;
        foreach (var rule in _filters)
        {
            isAnew |= rule.Use(pod);
        }

        foreach (var rule in _scorers)
        {
            isAnew |= rule.Use(pod);
        }

        if (isAnew)
        {
            LocalVersion++;
            _heeded = [.. _filters.Where(rule => rule.Filter is not null)];
            _localFilters = [.. _heeded.Select(rule => rule.Filter!).Where(filter => filter.IsLocal)];
            _localScorers =
            [
                .. _scorers.Where(rule => rule.Scorer is { IsLocal: true }).Select(rule => (rule.Scorer!, rule.Weight)),
            ];
            RefusingEverywhere = Array.Find(_heeded, rule => rule.Filter!.RefusesEverywhere is not null);
        }
    }

    /// <summary>The weighted sum of what concerns one node alone.</summary>
    public int LocalTotal(int slot)
    {
        foreach (var filter in _localFilters)
        {
            if (!filter.Admits(slot))
            {
                return PodFilter.Out;
            }
        }

        var total = 0;
        foreach (var (scorer, weight) in _localScorers)
        {
            total += weight * (int)scorer.Score(slot);
        }

        return total;
    }

    /// <summary>The same for all nodes; slots without a node must be marked as out.</summary>
    public void LocalTotals(Span<int> totals)
    {
        for (var from = 0; from < totals.Length; from += Block)
        {
            var block = totals[..Math.Min(from + Block, totals.Length)];
            foreach (var filter in _localFilters)
            {
                filter.Narrow(block, from);
            }

            foreach (var (scorer, weight) in _localScorers)
            {
                scorer.AddTo(block, from, weight);
            }
        }
    }

    /// <summary>Why a node is not admitted, and which plugin says so; null when it is.</summary>
    public (FilterRule Rule, Refusal Refusal)? Refusal(int slot)
    {
        foreach (var rule in _heeded)
        {
            if (!rule.Filter!.Considers(slot))
            {
                return (rule, rule.NotConsidered);
            }
        }

        foreach (var rule in _heeded)
        {
            if (!rule.Filter!.Admits(slot))
            {
                return (rule, rule.Filter.Explain(slot));
            }
        }

        return null;
    }
}
