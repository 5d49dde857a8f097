using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins;

/// <summary>A rule that reads only what a node is, not what it holds: evaluated once per node shape.</summary>
/// <param name="readsIdentity">True when the rule reads names, which differ within a shape.</param>
internal abstract class ShapeFilter(ClusterSnapshot snapshot, Refusal refusal, bool readsIdentity) : PodFilter
{
    private bool[] _admitted = [];
    private int _known;
    private bool _refusesAny;

    protected ClusterSnapshot Snapshot { get; } = snapshot;

    public sealed override bool Admits(int slot)
    {
        ref readonly var node = ref Snapshot.Identity(slot);
        if (readsIdentity)
        {
            return Admits(node);
        }

        Learn();
        return _admitted[node.Shape.Id];
    }

    public override Refusal Explain(int slot) => refusal;

    public override void Narrow(Span<int> totals, int from)
    {
        if (readsIdentity)
        {
            base.Narrow(totals, from);
            return;
        }

        Learn();
        var shapes = Snapshot.ShapeOf;
        for (var slot = from; _refusesAny && slot < totals.Length; slot++)
        {
            if (shapes[slot] >= 0 && !_admitted[shapes[slot]])
            {
                totals[slot] = Out;
            }
        }
    }

    protected abstract bool Admits(in NodeIdentity node);

    private void Learn()
    {
        var shapes = Snapshot.Shapes;
        if (_known == shapes.Count)
        {
            return;
        }

        Array.Resize(ref _admitted, shapes.Count);
        for (; _known < shapes.Count; _known++)
        {
            _admitted[_known] = Admits(new NodeIdentity("", null, shapes[_known]));
            _refusesAny |= !_admitted[_known];
        }
    }
}
