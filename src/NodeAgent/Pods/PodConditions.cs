using k8s.Models;
using OrleansScheduler.NodeAgent.Containers;

namespace OrleansScheduler.NodeAgent.Pods;

/// <summary>The conditions the node owns, in the kubelet's order; conditions of others stand before them, untouched.</summary>
internal static class PodConditions
{
    private static readonly string[] Owned =
        ["PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled"];

    public static List<V1PodCondition> Build(PodObservation observation, string phase, DateTimeOffset now)
    {
        var before = observation.Pod.Status?.Conditions ?? [];
        var containersReady = ContainersReady(observation, phase);
        var ready = Ready(observation, containersReady, phase, before);
        List<V1PodCondition> owned =
        [
            new() { Type = Owned[0], Status = Word(observation is { IsPrepared: true, IsStopped: false }) },
            Initialized(observation, phase),
            ready,
            containersReady,
            new() { Type = Owned[4], Status = "True" },
        ];
        return [.. OfOthers(observation.Pod) ?? [], .. owned.Select(Stamp)];

        V1PodCondition Stamp(V1PodCondition condition)
        {
            var previous = before.FirstOrDefault(old => old.Type == condition.Type);
            return condition with
            {
                ObservedGeneration = observation.Pod.Metadata.Generation,
                LastTransitionTime = previous?.Status == condition.Status && previous.LastTransitionTime is { } since
                    ? since
                    : ContainerStatusBuilder.Second(now),
            };
        }
    }

    /// <summary>Whether the node, and nobody else, sets conditions of this type.</summary>
    public static bool IsOwned(string type) => Owned.Contains(type);

    public static List<V1PodCondition>? OfOthers(V1Pod pod) =>
        pod.Status?.Conditions?.Where(condition => !IsOwned(condition.Type)).ToList() is { Count: > 0 } others ? others : null;

    private static V1PodCondition Initialized(PodObservation observation, string phase)
    {
        if (phase == "Succeeded")
        {
            return new() { Type = "Initialized", Status = "True", Reason = "PodCompleted" };
        }

        var mainHasRun = observation.Slots.Any(slot => slot.Role == ContainerRole.Main && slot.Run is not null);
        var incomplete = mainHasRun ? [] : observation.Slots
            .Where(slot => slot.Role == ContainerRole.Init ? slot.Exit is not { ExitCode: 0 }
                : slot.Role == ContainerRole.Sidecar && !slot.IsStarted)
            .Select(slot => slot.Spec.Name)
            .ToList();
        return incomplete.Count == 0
            ? new() { Type = "Initialized", Status = "True" }
            : new()
            {
                Type = "Initialized",
                Status = "False",
                Reason = "ContainersNotInitialized",
                Message = $"containers with incomplete status: [{string.Join(' ', incomplete)}]",
            };
    }

    private static V1PodCondition ContainersReady(PodObservation observation, string phase)
    {
        if (TerminalReason(phase) is { } terminal)
        {
            return new() { Type = "ContainersReady", Status = "False", Reason = terminal };
        }

        var unready = observation.Slots
            .Where(slot => slot.Role != ContainerRole.Init && !slot.IsReady)
            .Select(slot => slot.Spec.Name)
            .ToList();
        return unready.Count == 0
            ? new() { Type = "ContainersReady", Status = "True" }
            : new()
            {
                Type = "ContainersReady",
                Status = "False",
                Reason = "ContainersNotReady",
                Message = $"containers with unready status: [{string.Join(' ', unready)}]",
            };
    }

    private static V1PodCondition Ready(
        PodObservation observation, V1PodCondition containersReady, string phase, IList<V1PodCondition> before)
    {
        var unmet = (observation.Pod.Spec.ReadinessGates ?? [])
            .Select(gate => GateProblem(gate.ConditionType, before))
            .OfType<string>()
            .ToList();
        return containersReady.Status != "True" || TerminalReason(phase) is not null || unmet.Count == 0
            ? containersReady with { Type = "Ready" }
            : new()
            {
                Type = "Ready", Status = "False", Reason = "ReadinessGatesNotReady", Message = string.Join(", ", unmet),
            };
    }

    private static string? GateProblem(string gate, IList<V1PodCondition> conditions) =>
        conditions.FirstOrDefault(condition => condition.Type == gate) switch
        {
            null => $"corresponding condition of pod readiness gate \"{gate}\" does not exist.",
            { Status: "True" } => null,
            var other => $"the status of pod readiness gate \"{gate}\" is not \"True\", but {other.Status}",
        };

    private static string? TerminalReason(string phase) => phase switch
    {
        "Succeeded" => "PodCompleted",
        "Failed" => "PodFailed",
        _ => null,
    };

    private static string Word(bool value) => value ? "True" : "False";
}
