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
    private long _position = -1;
    private long _localVersion;
    private PodRules? _rules;

    /// <summary>Valid until the snapshot changes.</summary>
    public ReadOnlySpan<int> Totals => _totals;

    public void Update(PodRules rules, ClusterSnapshot snapshot)
    {
        var changes = snapshot.Changes;
        var isVoid = !ReferenceEquals(_rules, rules) || _localVersion != rules.LocalVersion;
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
                _totals[slot] = snapshot.ShapeOf[slot] < 0 ? PodFilter.Out : rules.LocalTotal(slot);
            }
        }

        _position = changes.Position;
        _localVersion = rules.LocalVersion;
        _rules = rules;
    }

    /// <summary>Makes the sheet one for other pods.</summary>
    public void Clear() => _rules = null;

    private void Scan(PodRules rules, ClusterSnapshot snapshot)
    {
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
