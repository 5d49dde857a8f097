using k8s.Models;
using OrleansScheduler.NodeAgent.Containers;

namespace OrleansScheduler.NodeAgent.Pods;

/// <summary>
/// The status of a pod. A phase that has become terminal is told in the conditions at once but in <c>phase</c> only when nothing of the
/// pod runs any more, so that whoever sees it may use the pod's resources again.
/// </summary>
internal static class PodStatusBuilder
{
    public static V1PodStatus Build(PodObservation observation, DateTimeOffset now)
    {
        var pod = observation.Pod;
        if (observation.Failure is { IsRejection: true } rejection)
        {
            return Rejected(observation, rejection);
        }

        var phase = PodPhase.Of(observation);
        var resources = ContainerResources.OfPod(pod);
        var isHeldBack = PodPhase.IsTerminal(phase) && !observation.IsStopped;
        var told = isHeldBack ? pod.Status?.Phase ?? "Pending" : phase;
        return new V1PodStatus
        {
            ObservedGeneration = pod.Metadata.Generation,
            Phase = told,
            Reason = isHeldBack ? null : observation.Failure?.Reason,
            Message = isHeldBack ? null : observation.Failure?.Message,
            Conditions = PodConditions.Build(observation, phase, now),
            HostIP = observation.HostIP,
            HostIPs = [new() { Ip = observation.HostIP }],
            PodIP = observation.HasAddress ? observation.HostIP : null,
            PodIPs = observation.HasAddress ? [new() { Ip = observation.HostIP }] : null,
            StartTime = ContainerStatusBuilder.Second(observation.StartTime),
            InitContainerStatuses = Statuses(observation, isInit: true),
            ContainerStatuses = Statuses(observation, isInit: false),
            QosClass = pod.Status?.QosClass,
            AllocatedResources = resources.Requests,
            Resources = resources,
        };
    }

    private static V1PodStatus Rejected(PodObservation observation, PodFailure rejection) => new()
    {
        ObservedGeneration = observation.Pod.Metadata.Generation,
        Phase = "Failed",
        Reason = rejection.Reason,
        Message = rejection.Message,
        Conditions = PodConditions.OfOthers(observation.Pod),
        StartTime = ContainerStatusBuilder.Second(observation.StartTime),
        QosClass = observation.Pod.Status?.QosClass,
    };

    private static List<V1ContainerStatus>? Statuses(PodObservation observation, bool isInit)
    {
        var statuses = observation.Slots
            .Where(slot => (slot.Role != ContainerRole.Main) == isInit)
            .Select(slot => ContainerStatusBuilder.Build(slot, observation));

        // The kubelet sorts main containers by name and keeps init containers in their order.
        return isInit
            ? observation.Pod.Spec.InitContainers is { Count: > 0 } ? [.. statuses] : null
            : [.. statuses.OrderBy(status => status.Name, StringComparer.Ordinal)];
    }
}
