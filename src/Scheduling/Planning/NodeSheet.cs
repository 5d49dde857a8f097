using OrleansScheduler.Scheduling.Plugins;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Planning;

/// <summary>
/// What concerns one node at a time, for all pods that are alike, over all nodes: the weighted total, or
/// <see cref="PodFilter.Out"/>. Brought up to date by looking at the nodes that changed since, as long as that is less
/// work than looking at all.
/// </summary>
internal sealed class NodeSheet
{
    /// <summary>Looking at one changed node costs about as much as looking at this many in a row.</summary>
    private const int ScanAdvantage = 16;

    private int[] _totals = [];
    private readonly FeasibleDomains _feasible = new();
    private long _position = -1;
    private long _nodeVersion;
    private long _rulesVersion;
    private NodeRules? _rules;

    /// <summary>Valid until the snapshot changes.</summary>
    public ReadOnlySpan<int> Totals => _totals;

    public void Update(NodeRules rules, ClusterSnapshot snapshot)
    {
        var changes = snapshot.Changes;
        if (_nodeVersion != snapshot.NodeVersion)
        {
            // A node may be in another domain now than the one it was counted in.
            _nodeVersion = snapshot.NodeVersion;
            _feasible.Void();
        }

        var isVoid = !ReferenceEquals(_rules, rules) || _rulesVersion != rules.Version;
        if (isVoid
            || _totals.Length != snapshot.SlotsEnd
            || !changes.Reaches(_position)
            || (changes.Position - _position) * ScanAdvantage > snapshot.SlotsEnd)
        {
            Scan(rules, snapshot);
        }
        else
        {
            for (var position = _position; position < changes.Position; position++)
            {
                var slot = changes[position];
                Set(slot, snapshot.ShapeOf[slot] < 0 ? PodFilter.Out : rules.LocalTotal(slot));
            }
        }

        _position = changes.Position;
        _rulesVersion = rules.Version;
        _rules = rules;
    }

    public void Set(int slot, int total)
    {
        var before = _totals[slot];
        _totals[slot] = total;
        if (_feasible.Column is not null && (before < 0) != (total < 0))
        {
            _feasible.Add(slot, total < 0 ? -1 : +1);
        }
    }

    /// <summary>How many feasible nodes are where, as long as the sheet is not updated.</summary>
    public FeasibleDomains FeasibleOver(TopologyColumn column)
    {
        if (!ReferenceEquals(_feasible.Column, column))
        {
            _feasible.Count(column, _totals);
        }

        return _feasible;
    }

    /// <summary>Makes the sheet one for other pods.</summary>
    public void Clear() => _rules = null;

    private void Scan(NodeRules rules, ClusterSnapshot snapshot)
    {
        _feasible.Void();
        if (_totals.Length != snapshot.SlotsEnd)
        {
            _totals = new int[snapshot.SlotsEnd];
        }

        // No shape is -1, which is what marks a slot without a node.
        var shapes = snapshot.ShapeOf;
        for (var slot = 0; slot < _totals.Length; slot++)
        {
            _totals[slot] = shapes[slot] >> 31;
        }

        rules.LocalTotals(_totals);
    }
}
