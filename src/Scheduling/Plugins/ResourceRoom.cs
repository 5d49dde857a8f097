using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins;

/// <summary>Compares what a pod asks for with what a node has left.</summary>
internal sealed class ResourceRoom : PodFilter
{
    private readonly ClusterSnapshot _snapshot;
    private readonly (string Name, long Amount, ResourceColumn? Column)[] _wanted;

    public ResourceRoom(PodDemand pod, ClusterSnapshot snapshot)
    {
        _snapshot = snapshot;
        _wanted =
        [
            .. pod.Requests.Items
                .Where(item => item.Value > 0)
                .OrderBy(item => item.Key, StringComparer.Ordinal)
                .Select(item => (item.Key, item.Value, snapshot.Column(item.Key))),
        ];
    }

    public override Refusal? Check(int slot)
    {
        var podsFull = _snapshot.PodsOn(_snapshot.Identity(slot).Name).Count + 1 > _snapshot.PodsAllowed(slot);
        return podsFull || _wanted.Any(item => !Fits(item, slot)) ? Explain(slot, podsFull) : null;
    }

    private static bool Fits((string Name, long Amount, ResourceColumn? Column) item, int slot) =>
        item.Column is not null && item.Amount <= item.Column.Allocatable[slot] - item.Column.Requested[slot];

    private static bool FitsEmpty((string Name, long Amount, ResourceColumn? Column) item, int slot) =>
        item.Column is not null && item.Amount <= item.Column.Allocatable[slot];

    private Refusal Explain(int slot, bool podsFull)
    {
        var missing = _wanted.Where(item => !Fits(item, slot)).ToArray();
        return new Refusal(
            nameof(NodeResourcesFit),
            missing.All(item => FitsEmpty(item, slot)),
            [.. podsFull ? ["Too many pods"] : Array.Empty<string>(), .. missing.Select(item => $"Insufficient {item.Name}")]);
    }
}
