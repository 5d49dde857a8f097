using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Explain;

/// <summary>
/// The order in which the pods of each node were placed. Between equally important ones it decides who is preempted, so
/// trials that take pods away and put them back must not change it.
/// </summary>
internal sealed class PlacedOrder(ClusterSnapshot snapshot)
{
    private readonly (int Slot, PlacedPod[] Pods)[] _order =
        [.. snapshot.Slots.Select(slot => (slot, snapshot.PlacedOn(slot).ToArray())).Where(node => node.Item2.Length > 1)];

    /// <summary>To be called when the same pods are there as before.</summary>
    public void Restore()
    {
        foreach (var (slot, pods) in _order)
        {
            var placed = snapshot.PlacedOn(slot);
            placed.Clear();
            placed.AddRange(pods);
        }
    }
}
