using OrleansScheduler.Scheduling.Plugins;
using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Planning;

/// <summary>
/// All rules and preferences for the pods of one signature. Those that concern one node at a time are summed up in a
/// <see cref="NodeSheet"/>, which outlives the pod; the others are asked for every pod.
/// </summary>
internal sealed class PodRules(PluginSet plugins)
{
    private readonly FilterRule[] _filters = [.. plugins.Filters.Select(plugin => new FilterRule(plugin))];
    private readonly ScoreRule[] _scorers = [.. plugins.Scorers.Select(item => new ScoreRule(item.Plugin, item.Weight))];

    public ReadOnlySpan<FilterRule> Filters => _filters;

    public ReadOnlySpan<ScoreRule> Scorers => _scorers;

    /// <summary>Grows when a sheet made with these rules is void.</summary>
    public long LocalVersion { get; private set; }

    /// <summary>Makes the rules good for the pod, which has their signature.</summary>
    public void Use(PodDemand pod)
    {
        foreach (var rule in _filters)
        {
            LocalVersion += rule.Use(pod) ? 1 : 0;
        }

        foreach (var rule in _scorers)
        {
            LocalVersion += rule.Use(pod) ? 1 : 0;
        }
    }

    /// <summary>The first plugin that keeps the pod from all nodes, null when none does.</summary>
    public FilterRule? RefusingEverywhere() => Array.Find(_filters, rule => rule.Filter?.RefusesEverywhere is not null);

    /// <summary>The weighted sum of what concerns one node alone.</summary>
    public int LocalTotal(int slot)
    {
        foreach (var rule in _filters)
        {
            if (rule.Filter is { IsLocal: true } filter && !filter.Admits(slot))
            {
                return PodFilter.Out;
            }
        }

        var total = 0;
        foreach (var rule in _scorers)
        {
            if (rule.Scorer is { IsLocal: true } scorer)
            {
                total += rule.Weight * (int)scorer.Score(slot);
            }
        }

        return total;
    }

    /// <summary>The same for all nodes; slots without a node must be marked as out.</summary>
    public void LocalTotals(Span<int> totals)
    {
        foreach (var rule in _filters)
        {
            if (rule.Filter is { IsLocal: true } filter)
            {
                filter.Narrow(totals);
            }
        }

        foreach (var rule in _scorers)
        {
            if (rule.Scorer is { IsLocal: true } scorer)
            {
                scorer.AddTo(totals, rule.Weight);
            }
        }
    }

    /// <summary>Whether a node is admitted as things are.</summary>
    public bool Admits(int slot)
    {
        foreach (var rule in _filters)
        {
            if (rule.Filter is { } filter && !(filter.Considers(slot) && filter.Admits(slot)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Why a node is not admitted, and which plugin says so; null when it is.</summary>
    public (FilterRule Rule, Refusal Refusal)? Refusal(int slot)
    {
        foreach (var rule in _filters)
        {
            if (rule.Filter?.Considers(slot) is false)
            {
                return (rule, rule.NotConsidered);
            }
        }

        foreach (var rule in _filters)
        {
            if (rule.Filter is { } filter && !filter.Admits(slot))
            {
                return (rule, filter.Explain(slot));
            }
        }

        return null;
    }
}
