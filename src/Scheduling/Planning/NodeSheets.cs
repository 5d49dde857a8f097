using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Planning;

/// <summary>
/// The sheets of the kinds of pods met lately, within a budget of memory. A kind gets one when it is met for the second
/// time; kinds met once share one, so that pods that are all different cost no memory and no allocation.
/// </summary>
internal sealed class NodeSheets(ClusterSnapshot snapshot)
{
    private const int TotalsMax = 1 << 24;
    private const int SheetsMin = 8;
    private const int RemembersMax = 1 << 12;

    private readonly Dictionary<PodKind, LinkedListNode<Entry>> _byKind = [];
    private readonly LinkedList<Entry> _byUse = [];
    private readonly NodeSheet _shared = new();
    private readonly PodKind[] _met = new PodKind[RemembersMax];

    public NodeSheet Of(PodDemand pod, NodeRules rules)
    {
        var kind = new PodKind(pod.Signatures.Bare, pod.Signatures.Amounts);
        if (_byKind.TryGetValue(kind, out var known))
        {
            _byUse.Remove(known);
            _byUse.AddFirst(known);
            known.Value.Sheet.Update(rules, snapshot);
            return known.Value.Sheet;
        }

        ref var met = ref _met[(kind.Rules.Low ^ kind.Amounts.Low) & (RemembersMax - 1)];
        var sheet = met == kind ? Add(kind) : _shared;
        met = kind;
        if (ReferenceEquals(sheet, _shared))
        {
            sheet.Clear();
        }

        sheet.Update(rules, snapshot);
        return sheet;
    }

    private NodeSheet Add(PodKind kind)
    {
        var budget = Math.Max(SheetsMin, TotalsMax / Math.Max(1, snapshot.SlotsEnd));
        LinkedListNode<Entry> node;
        if (_byKind.Count >= budget && _byUse.Last is { } oldest)
        {
            node = oldest;
            _byUse.Remove(oldest);
            _byKind.Remove(oldest.Value.Kind);
            oldest.Value.Sheet.Clear();
            oldest.Value = oldest.Value with { Kind = kind };
        }
        else
        {
            node = new LinkedListNode<Entry>(new Entry(kind, new NodeSheet()));
        }

        _byUse.AddFirst(node);
        _byKind.Add(kind, node);
        return node.Value.Sheet;
    }

    private readonly record struct Entry(PodKind Kind, NodeSheet Sheet);
}
