using OrleansScheduler.Resources.Core.Pods;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins.Spread;

/// <summary>
/// Which nodes count for which constraint: those that carry every key (unless <paramref name="needsAllKeys"/> is
/// false) and, where the constraint says so, satisfy the pod's node affinity and have no taints it does not tolerate.
/// </summary>
internal sealed class CountedNodes(
    PodDemand pod, IReadOnlyList<BoundConstraint> constraints, bool needsAllKeys, ClusterSnapshot snapshot)
{
    private readonly bool _hasRequirement = !NodeRequirement.IsNone(pod);
    private ulong[] _counted = [];
    private long _nodeVersion = -1;
    private bool _areAll;

    /// <summary>True when every node counts for every constraint, so that the census is the answer.</summary>
    public bool AreAll
    {
        get
        {
            Catchup();
            return _areAll;
        }
    }

    public bool Counts(int slot, int constraint) => (_counted[slot] & (1UL << constraint)) != 0;

    private void Catchup()
    {
        if (_nodeVersion == snapshot.NodeVersion)
        {
            return;
        }

        _nodeVersion = snapshot.NodeVersion;
        _areAll = AreAllTrivially();
        if (_areAll)
        {
            return;
        }

        var all = constraints.Count < 64 ? (1UL << constraints.Count) - 1 : ulong.MaxValue;
        Array.Resize(ref _counted, snapshot.SlotsEnd);
        Array.Clear(_counted);
        _areAll = true;
        foreach (var slot in snapshot.Slots)
        {
            _counted[slot] = CountedOn(slot);
            _areAll &= _counted[slot] == all;
        }
    }

    private bool AreAllTrivially() =>
        (!needsAllKeys || constraints.All(constraint => constraint.Column.Missing == 0))
        && constraints.All(item => !item.Constraint.HonorsTaints && !(item.Constraint.HonorsAffinity && _hasRequirement));

    private ulong CountedOn(int slot)
    {
        if (needsAllKeys && constraints.Any(constraint => constraint.Column.DomainOf[slot] < 0))
        {
            return 0;
        }

        ref readonly var node = ref snapshot.Identity(slot);
        var satisfies = !_hasRequirement || NodeRequirement.Holds(pod, node);
        var tolerates = Toleration.ToleratesHard(pod.Tolerations, node.Shape.Taints);
        var counted = 0UL;
        for (var i = 0; i < constraints.Count; i++)
        {
            var constraint = constraints[i].Constraint;
            if ((satisfies || !constraint.HonorsAffinity) && (tolerates || !constraint.HonorsTaints))
            {
                counted |= 1UL << i;
            }
        }

        return counted;
    }
}
