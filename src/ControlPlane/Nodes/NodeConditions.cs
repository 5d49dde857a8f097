using k8s.Models;

namespace OrleansScheduler.ControlPlane.Nodes;

/// <summary>The conditions of a node, as kube-controller-manager writes them for nodes that fell silent.</summary>
internal static class NodeConditions
{
    public const string Ready = "Ready";
    public const string True = "True";
    public const string False = "False";
    public const string Unknown = "Unknown";

    /// <summary>What a node reports about itself, and nobody else knows when it is silent.</summary>
    private static readonly string[] Reported = [Ready, "MemoryPressure", "DiskPressure", "PIDPressure"];

    public static V1NodeCondition? Find(V1Node node, string type) =>
        node.Status?.Conditions?.FirstOrDefault(condition => condition.Type == type);

    public static bool IsReady(V1Node node) => Find(node, Ready)?.Status == True;

    public static bool AllUnknown(V1Node node) =>
        Reported.All(type => Find(node, type)?.Status == Unknown);

    /// <summary>Sets every reported condition to Unknown.</summary>
    public static void MarkUnknown(V1Node node, DateTime now)
    {
        node.Status ??= new V1NodeStatus();
        node.Status.Conditions ??= [];
        foreach (var type in Reported)
        {
            if (Find(node, type) is not { } condition)
            {
                node.Status.Conditions.Add(NeverReported(type, node, now));
            }
            else if (condition.Status != Unknown)
            {
                condition.Status = Unknown;
                condition.Reason = "NodeStatusUnknown";
                condition.Message = "Kubelet stopped posting node status.";
                condition.LastTransitionTime = now;
            }
        }
    }

    private static V1NodeCondition NeverReported(string type, V1Node node, DateTime now) => new()
    {
        Type = type,
        Status = Unknown,
        Reason = "NodeStatusNeverUpdated",
        Message = "Kubelet never posted node status.",
        LastHeartbeatTime = node.Metadata.CreationTimestamp,
        LastTransitionTime = now,
    };
}
