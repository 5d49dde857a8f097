using k8s.Models;
using OrleansScheduler.Resources.Core.Pods;

namespace OrleansScheduler.ControlPlane.Nodes;

/// <summary>
/// Which pods have to leave a node with NoExecute taints, and when: at once without tolerations for all of them, after
/// the shortest tolerationSeconds counted from when the taints were first seen, or never.
/// </summary>
internal sealed class NodeEvictions
{
    private readonly Dictionary<string, TimeSpan> _taintedSince = new(StringComparer.Ordinal);

    /// <summary>The pods whose time is up. Forgets pods that may stay or are gone.</summary>
    public IReadOnlyList<V1Pod> Due(IReadOnlyList<V1Taint> taints, IReadOnlyCollection<V1Pod> pods, TimeSpan now)
    {
        if (taints.Count == 0)
        {
            _taintedSince.Clear();
            return [];
        }

        var due = new List<V1Pod>();
        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pod in pods.Where(pod => pod.Metadata.DeletionTimestamp is null))
        {
            present.Add(pod.Metadata.Uid);
            _taintedSince.TryAdd(pod.Metadata.Uid, now);
            if (Tolerated(pod, taints) is { } tolerated && now >= _taintedSince[pod.Metadata.Uid] + tolerated)
            {
                due.Add(pod);
            }
        }

        foreach (var gone in _taintedSince.Keys.Where(uid => !present.Contains(uid)).ToArray())
        {
            _taintedSince.Remove(gone);
        }

        return due;
    }

    // How long the pod bears the taints; null is for ever.
    private static TimeSpan? Tolerated(V1Pod pod, IReadOnlyList<V1Taint> taints)
    {
        var tolerations = pod.Spec.Tolerations ?? [];
        if (!taints.All(taint => Toleration.AnyTolerates(tolerations, taint)))
        {
            return TimeSpan.Zero;
        }

        var seconds = tolerations
            .Where(toleration => taints.Any(taint => Toleration.Tolerates(toleration, taint)))
            .Min(toleration => toleration.TolerationSeconds);
        return seconds is { } limit ? TimeSpan.FromSeconds(Math.Max(0, limit)) : null;
    }
}
