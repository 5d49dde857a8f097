using k8s.Models;
using OrleansScheduler.Resources.Tables;

namespace OrleansScheduler.Resources.Core.Pods;

/// <summary>Pods as <c>kubectl get</c> shows them.</summary>
internal static class PodTable
{
    private const string None = "<none>";

    public static IReadOnlyList<TableColumn> Columns { get; } =
    [
        new("Name", "string", "name", 0, TableColumn.NameDescription),
        new("Ready", "string", "", 0, "The aggregate readiness state of this pod for accepting traffic."),
        new("Status", "string", "", 0, "The aggregate status of the containers in this pod."),
        new("Restarts", "string", "", 0, "The number of times the containers in this pod have been restarted and when "
            + "the last container in this pod has restarted."),
        new("Age", "string", "", 0, TableColumn.AgeDescription),
        new("IP", "string", "", 1, "podIP address allocated to the pod. Routable at least within the cluster. "
            + "Empty if not yet allocated."),
        new("Node", "string", "", 1, NodeDescription),
        new("Nominated Node", "string", "", 1, NominatedDescription),
        new("Readiness Gates", "string", "", 1, GatesDescription),
    ];

    private const string NodeDescription =
        "NodeName indicates in which node this pod is scheduled. If empty, this pod is a candidate for scheduling by "
        + "the scheduler defined in schedulerName. Once this field is set, the kubelet for this node becomes "
        + "responsible for the lifecycle of this pod. This field should not be used to express a desire for the pod "
        + "to be scheduled on a specific node. https://kubernetes.io/docs/concepts/scheduling-eviction/"
        + "assign-pod-node/#nodename";

    private const string NominatedDescription =
        "nominatedNodeName is set only when this pod preempts other pods on the node, but it cannot be scheduled "
        + "right away as preemption victims receive their graceful termination periods. This field does not "
        + "guarantee that the pod will be scheduled on this node. Scheduler may decide to place the pod elsewhere if "
        + "other nodes become available sooner. Scheduler may also decide to give the resources on this node to a "
        + "higher priority pod that is created after preemption. As a result, this field may be different than "
        + "PodSpec.nodeName when the pod is scheduled.";

    private const string GatesDescription =
        "If specified, all readiness gates will be evaluated for pod readiness. A pod is ready when all its "
        + "containers are ready AND all conditions specified in the readiness gates have status equal to \"True\" "
        + "More info: https://git.k8s.io/enhancements/keps/sig-network/580-pod-readiness-gates";

    public static TableRow Row(V1Pod pod, DateTime now)
    {
        var summary = PodSummary.Of(pod);
        return new TableRow(
        [
            pod.Metadata.Name,
            $"{summary.ReadyContainers}/{summary.TotalContainers}",
            summary.Status,
            Restarts(summary, now),
            Age.Since(pod.Metadata.CreationTimestamp, now),
            OrNone(pod.Status?.PodIPs is [var first, ..] ? first.Ip : null),
            OrNone(pod.Spec?.NodeName),
            OrNone(pod.Status?.NominatedNodeName),
            ReadinessGates(pod),
        ])
        {
            Condition = Condition(pod.Status?.Phase),
        };
    }

    private static string Restarts(PodSummary summary, DateTime now) =>
        summary is { Restarts: not 0, LastRestart: { } last }
            ? $"{summary.Restarts} ({Age.Since(last, now)} ago)"
            : $"{summary.Restarts}";

    private static string ReadinessGates(V1Pod pod)
    {
        var gates = pod.Spec?.ReadinessGates ?? [];
        var met = gates.Count(gate => (pod.Status?.Conditions ?? []).FirstOrDefault(
            condition => condition.Type == gate.ConditionType) is { Status: "True" });
        return gates.Count == 0 ? None : $"{met}/{gates.Count}";
    }

    private static TableRowCondition? Condition(string? phase) => phase switch
    {
        "Succeeded" => new TableRowCondition("Completed", "True", phase, "The pod has completed successfully."),
        "Failed" => new TableRowCondition("Completed", "True", phase, "The pod failed."),
        _ => null,
    };

    private static string OrNone(string? text) => string.IsNullOrEmpty(text) ? None : text;
}
