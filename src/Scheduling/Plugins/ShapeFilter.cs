using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins;

/// <summary>A rule that reads only what a node is, not what it holds: evaluated once per node shape.</summary>
/// <param name="readsIdentity">True when the rule reads names, which differ within a shape.</param>
internal abstract class ShapeFilter(ClusterSnapshot snapshot, bool readsIdentity) : PodFilter
{
    private readonly (bool Known, Refusal? Refusal)[] _byShape =
        new (bool, Refusal?)[readsIdentity ? 0 : snapshot.ShapeCount];

    public sealed override Refusal? Check(int slot)
    {
        ref readonly var node = ref snapshot.Identity(slot);
        if (readsIdentity)
        {
            return Check(node);
        }

        ref var memo = ref _byShape[node.Shape.Id];
        if (!memo.Known)
        {
            memo = (true, Check(node));
        }

        return memo.Refusal;
    }

    protected abstract Refusal? Check(NodeIdentity node);
}
