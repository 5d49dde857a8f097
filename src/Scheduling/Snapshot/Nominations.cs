using OrleansScheduler.Resources;
using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Snapshot;

/// <summary>Pods that wait for the pods of a node to leave it for them: others must not take that room.</summary>
public sealed class Nominations
{
    private readonly Dictionary<ObjectKey, (PodDemand Pod, string Node)> _byPod = [];
    private readonly Dictionary<string, List<PodDemand>> _byNode = new(StringComparer.Ordinal);

    public int Count => _byPod.Count;

    internal IEnumerable<string> Nodes => _byNode.Keys;

    public void Set(PodDemand pod, string nodeName)
    {
        Remove(pod.Key);
        _byPod.Add(pod.Key, (pod, nodeName));
        if (!_byNode.TryGetValue(nodeName, out var pods))
        {
            _byNode.Add(nodeName, pods = []);
        }

        pods.Add(pod);
    }

    public void Remove(ObjectKey pod)
    {
        if (_byPod.Remove(pod, out var nomination))
        {
            RemoveFrom(nomination.Node, nomination.Pod);
        }
    }

    public string? NodeOf(ObjectKey pod) => _byPod.TryGetValue(pod, out var nomination) ? nomination.Node : null;

    public IReadOnlyList<PodDemand> On(string nodeName) => _byNode.TryGetValue(nodeName, out var pods) ? pods : [];

    private void RemoveFrom(string node, PodDemand pod)
    {
        var pods = _byNode[node];
        pods.Remove(pod);
        if (pods.Count == 0)
        {
            _byNode.Remove(node);
        }
    }
}
