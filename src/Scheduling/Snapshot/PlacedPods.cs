using System.Diagnostics.CodeAnalysis;
using OrleansScheduler.Resources;
using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Snapshot;

/// <summary>Which pod is on which node, known before the node itself may be.</summary>
internal sealed class PlacedPods
{
    private static readonly List<PodDemand> None = [];

    private readonly Dictionary<ObjectKey, (PodDemand Pod, string Node)> _byKey = [];
    private readonly Dictionary<string, List<PodDemand>> _byNode = new(StringComparer.Ordinal);

    public int Count => _byKey.Count;

    public List<PodDemand> On(string node) => _byNode.GetValueOrDefault(node, None);

    public string? NodeOf(ObjectKey key) => _byKey.TryGetValue(key, out var entry) ? entry.Node : null;

    public void Add(PodDemand pod, string node)
    {
        _byKey.Add(pod.Key, (pod, node));
        if (!_byNode.TryGetValue(node, out var pods))
        {
            _byNode.Add(node, pods = []);
        }

        pods.Add(pod);
    }

    public bool Remove(ObjectKey key, [NotNullWhen(true)] out PodDemand? pod, [NotNullWhen(true)] out string? node)
    {
        var found = _byKey.Remove(key, out var entry);
        (pod, node) = entry;
        if (!found)
        {
            return false;
        }

        var pods = _byNode[entry.Node];
        pods.Remove(entry.Pod);
        if (pods.Count == 0)
        {
            _byNode.Remove(entry.Node);
        }

        return true;
    }
}
