using k8s.Models;

namespace OrleansScheduler.ControlPlane.Nodes;

/// <summary>The taints that say of a node what its conditions and its cordon say.</summary>
internal static class NodeTaints
{
    public const string NoSchedule = "NoSchedule";
    public const string NoExecute = "NoExecute";

    private const string NotReady = "node.kubernetes.io/not-ready";
    private const string Unreachable = "node.kubernetes.io/unreachable";
    private const string Unschedulable = "node.kubernetes.io/unschedulable";

    private static readonly (string Condition, string Key)[] Troubles =
    [
        ("MemoryPressure", "node.kubernetes.io/memory-pressure"),
        ("DiskPressure", "node.kubernetes.io/disk-pressure"),
        ("NetworkUnavailable", "node.kubernetes.io/network-unavailable"),
        ("PIDPressure", "node.kubernetes.io/pid-pressure"),
    ];

    private static readonly HashSet<(string Key, string Effect)> Owned =
    [
        .. Troubles.Select(trouble => (trouble.Key, NoSchedule)),
        (NotReady, NoSchedule), (Unreachable, NoSchedule), (Unschedulable, NoSchedule),
        (NotReady, NoExecute), (Unreachable, NoExecute),
    ];

    /// <summary>The taints that make pods leave.</summary>
    public static IReadOnlyList<V1Taint> Evicting(V1Node node) =>
        [.. (node.Spec?.Taints ?? []).Where(taint => taint.Effect == NoExecute)];

    /// <summary>True when the node deserves a NoExecute taint it does not have.</summary>
    public static bool AwaitsEviction(V1Node node) =>
        ExecuteKey(node) is { } key && !Has(node, key, NoExecute);

    /// <summary>The node's taints as they should be, null when they are so already.</summary>
    public static IList<V1Taint>? Changed(V1Node node, bool mayEvict, DateTime now)
    {
        var current = node.Spec?.Taints ?? [];
        var wanted = Keys(node, mayEvict).ToHashSet();
        var kept = current.Where(taint => !Owned.Contains((taint.Key, taint.Effect)) || wanted.Contains((taint.Key, taint.Effect)));
        var added = wanted.Where(item => !Has(node, item.Key, item.Effect))
            .Select(item => new V1Taint { Key = item.Key, Effect = item.Effect, TimeAdded = now });
        V1Taint[] result = [.. kept, .. added];
        return result.Length == current.Count && result.All(current.Contains) ? null : result;
    }

    private static IEnumerable<(string Key, string Effect)> Keys(V1Node node, bool mayEvict)
    {
        if (ReadyKey(node) is { } key)
        {
            yield return (key, NoSchedule);
        }

        foreach (var (condition, trouble) in Troubles)
        {
            if (NodeConditions.Find(node, condition)?.Status == NodeConditions.True)
            {
                yield return (trouble, NoSchedule);
            }
        }

        if (node.Spec?.Unschedulable is true)
        {
            yield return (Unschedulable, NoSchedule);
        }

        if (mayEvict && ExecuteKey(node) is { } evicting)
        {
            yield return (evicting, NoExecute);
        }
    }

    // A node that has not said anything yet is not ready.
    private static string? ReadyKey(V1Node node) => NodeConditions.Find(node, NodeConditions.Ready)?.Status switch
    {
        NodeConditions.True => null,
        NodeConditions.Unknown => Unreachable,
        _ => NotReady,
    };

    private static string? ExecuteKey(V1Node node) =>
        NodeConditions.Find(node, NodeConditions.Ready) is null ? null : ReadyKey(node);

    private static bool Has(V1Node node, string key, string effect) =>
        node.Spec?.Taints?.Any(taint => taint.Key == key && taint.Effect == effect) ?? false;
}
