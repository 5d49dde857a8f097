using System.Diagnostics.CodeAnalysis;
using OrleansScheduler.Resources;
using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Snapshot;

/// <summary>Which pod is on which node by name, and the pods of nodes that are not known yet.</summary>
internal sealed class PlacedPods
{
    private readonly Dictionary<ObjectKey, (PodDemand Pod, string Node)> _byKey = [];
    private readonly Dictionary<string, List<PodDemand>> _homeless = new(StringComparer.Ordinal);

    public int Count => _byKey.Count;

    public string? NodeOf(ObjectKey key) => _byKey.TryGetValue(key, out var entry) ? entry.Node : null;

    public void Add(PodDemand pod, string node) => _byKey.Add(pod.Key, (pod, node));

    public bool Remove(ObjectKey key, [NotNullWhen(true)] out PodDemand? pod, [NotNullWhen(true)] out string? node)
    {
        var found = _byKey.Remove(key, out var entry);
        (pod, node) = entry;
        return found;
    }

    public void AddHomeless(PodDemand pod, string node)
    {
        if (!_homeless.TryGetValue(node, out var pods))
        {
            _homeless.Add(node, pods = []);
        }

        pods.Add(pod);
    }

    public void RemoveHomeless(PodDemand pod, string node)
    {
        if (_homeless.TryGetValue(node, out var pods) && pods.Remove(pod) && pods.Count == 0)
        {
            _homeless.Remove(node);
        }
    }

    /// <summary>The pods of a node that has come to be known.</summary>
    public IReadOnlyList<PodDemand> TakeHomeless(string node) => _homeless.Remove(node, out var pods) ? pods : [];
}
