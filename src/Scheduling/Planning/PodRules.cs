using OrleansScheduler.Scheduling.Plugins;
using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Planning;

/// <summary>
/// All rules and preferences for the pods of one signature: those shared with pods that differ only in what other pods
/// see of them, and those that compare the pod with other pods, which are asked for every pod.
/// </summary>
internal sealed class PodRules
{
    private readonly FilterRule[] _ownFilters;
    private readonly ScoreRule[] _ownScorers;
    private readonly FilterRule[] _filters;
    private readonly ScoreRule[] _scorers;
    private FilterRule[] _heeded = [];
    private long _nodeVersion = -1;

    public PodRules(PluginSet plugins, NodeRules node)
    {
        Node = node;
        _ownFilters = [.. plugins.Filters.Where(plugin => plugin.ReadsPods).Select(plugin => new FilterRule(plugin))];
        _ownScorers =
            [.. plugins.Scorers.Where(item => item.Plugin.ReadsPods).Select(item => new ScoreRule(item.Plugin, item.Weight))];

        // Reasons are looked for in the order of the plugins.
        FilterRule[] filters = [.. node.Filters, .. _ownFilters];
        ScoreRule[] scorers = [.. node.Scorers, .. _ownScorers];
        _filters = [.. plugins.Filters.Select(plugin => filters.Single(rule => ReferenceEquals(rule.Plugin, plugin)))];
        _scorers = [.. plugins.Scorers.Select(item => scorers.Single(rule => ReferenceEquals(rule.Plugin, item.Plugin)))];
    }

    public NodeRules Node { get; }

    /// <summary>The filters that may refuse a node, in order.</summary>
    public ReadOnlySpan<FilterRule> Filters => _heeded;

    public ReadOnlySpan<ScoreRule> Scorers => _scorers;

    /// <summary>The first plugin that keeps the pod from all nodes, null when none does.</summary>
    public FilterRule? RefusingEverywhere { get; private set; }

    /// <summary>Makes the rules good for the pod, which has their signature.</summary>
    public void Use(PodDemand pod)
    {
        Node.Use(pod);
        var isAnew = _nodeVersion != Node.Version;
        _nodeVersion = Node.Version;
        foreach (var rule in _ownFilters)
        {
            isAnew |= rule.Use(pod, isSame: false);
        }

        foreach (var rule in _ownScorers)
        {
            isAnew |= rule.Use(pod, isSame: false);
        }

        if (isAnew)
        {
            _heeded = [.. _filters.Where(rule => rule.Filter is not null)];
            RefusingEverywhere = Array.Find(_heeded, rule => rule.Filter!.RefusesEverywhere is not null);
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

    /// <summary>All that is to be said against a node, the first of which is its refusal.</summary>
    public IEnumerable<FilterRule> Objecting(int slot)
    {
        var unconsidered = Array.Find(_heeded, rule => !rule.Filter!.Considers(slot));
        return unconsidered is not null ? [unconsidered] : _heeded.Where(rule => !rule.Filter!.Admits(slot));
    }
}
