using OrleansScheduler.Resources.Explanations;
using OrleansScheduler.Scheduling.Plugins;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Planning;

/// <summary>Why a pod fits nowhere: the refusals with the number of nodes, and what may change that.</summary>
internal sealed class RefusalCounts
{
    private readonly Dictionary<Refusal, int> _nodes = new(ReferenceEqualityComparer.Instance);

    private RefusalCounts(int nodeCount)
    {
        NodeCount = nodeCount;
    }

    public int NodeCount { get; }

    /// <summary>Set when the pod was refused before any node was looked at.</summary>
    public string? RefusedEverywhere { get; private set; }

    // Where there is no node at all no plugin refuses anything, and a first node is what helps.
    public ClusterChanges UnblockedBy { get; private set; } = ClusterChanges.NodeAdded;

    /// <summary>True when no node's answer can change but by a change of that node.</summary>
    public bool IsNodeLocal { get; private set; } = true;

    /// <summary>The nodes where removing pods may help.</summary>
    public List<int> Curable { get; } = [];

    /// <summary>Every reason as often as there are nodes that have it.</summary>
    public IEnumerable<(string Reason, int Nodes)> Reasons =>
        _nodes.SelectMany(item => item.Key.Reasons.Select(reason => (reason, item.Value)));

    /// <summary>The same with the plugin whose reason it is.</summary>
    public IEnumerable<ReasonCount> ByPlugin => _nodes
        .SelectMany(item => item.Key.Reasons.Select(reason => (item.Key.Plugin, Reason: reason, Nodes: item.Value)))
        .GroupBy(item => (item.Plugin, item.Reason))
        .Select(same => new ReasonCount(same.Key.Plugin, same.Key.Reason, same.Sum(item => item.Nodes)));

    public static RefusalCounts Of(PodEvaluation evaluation, ClusterSnapshot snapshot)
    {
        var counts = new RefusalCounts(snapshot.NodeCount);
        if (evaluation.RefusedEverywhere is { } everywhere)
        {
            counts.RefusedEverywhere = everywhere.Filter!.RefusesEverywhere;
            counts.UnblockedBy = everywhere.Plugin.UnblockedBy;
            counts.IsNodeLocal = everywhere.Plugin.IsNodeLocal;
            return counts;
        }

        foreach (var slot in snapshot.Slots)
        {
            counts.Add(slot, evaluation);
        }

        return counts;
    }

    private void Add(int slot, PodEvaluation evaluation)
    {
        if (evaluation.RefusalOf(slot) is not var (rule, refusal))
        {
            return;
        }

        _nodes[refusal] = _nodes.GetValueOrDefault(refusal) + 1;
        UnblockedBy |= rule.Plugin.UnblockedBy;
        IsNodeLocal &= rule.Plugin.IsNodeLocal;
        if (refusal.IsCurable)
        {
            Curable.Add(slot);
        }
    }
}
