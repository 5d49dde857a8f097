using OrleansScheduler.Scheduling.Plugins;
using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Planning;

/// <summary>
/// The rules and preferences that have nothing to do with other pods, shared by all pods that differ only in what other
/// pods see of them. What they say of one node at a time is summed up in a <see cref="NodeSheet"/>.
/// </summary>
internal sealed class NodeRules(PluginSet plugins)
{
    /// <summary>So many nodes are taken through all rules together that what is read of them stays near the processor.</summary>
    private const int Block = 2048;

    private PodFilter[] _localFilters = [];
    private (PodScorer Scorer, int Weight)[] _localScorers = [];
    private PodSignature? _amounts;

    public FilterRule[] Filters { get; } =
        [.. plugins.Filters.Where(plugin => !plugin.ReadsPods).Select(plugin => new FilterRule(plugin))];

    public ScoreRule[] Scorers { get; } =
        [.. plugins.Scorers.Where(item => !item.Plugin.ReadsPods).Select(item => new ScoreRule(item.Plugin, item.Weight))];

    /// <summary>Grows when the rules were made anew, and a sheet made with them is void.</summary>
    public long Version { get; private set; }

    /// <summary>Makes the rules good for the pod, which is alike in all they read but the amounts.</summary>
    public void Use(PodDemand pod)
    {
        var (isAnew, isSame) = (false, _amounts == pod.Signatures.Amounts);
        _amounts = pod.Signatures.Amounts;
        foreach (var rule in Filters)
        {
            isAnew |= rule.Use(pod, isSame);
        }

        foreach (var rule in Scorers)
        {
            isAnew |= rule.Use(pod, isSame);
        }

        if (isAnew)
        {
            Version++;
            _localFilters = [.. Filters.Select(rule => rule.Filter).OfType<PodFilter>().Where(filter => filter.IsLocal)];
            _localScorers =
                [.. Scorers.Where(rule => rule.Scorer is { IsLocal: true }).Select(rule => (rule.Scorer!, rule.Weight))];
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
}
