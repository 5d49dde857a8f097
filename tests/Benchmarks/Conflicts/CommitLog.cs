using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Benchmarks.Conflicts;

/// <summary>What happened to the cluster, in order; a pod with no node has left.</summary>
internal sealed class CommitLog
{
    private readonly List<(PodDemand Pod, string? Node)> _entries = [];

    public int Count => _entries.Count;

    public (PodDemand Pod, string? Node) this[int index] => _entries[index];

    public void Add(PodDemand pod, string? node) => _entries.Add((pod, node));
}
