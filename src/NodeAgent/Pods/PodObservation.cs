using k8s.Models;
using OrleansScheduler.NodeAgent.Containers;

namespace OrleansScheduler.NodeAgent.Pods;

/// <summary>What is known about a pod at one moment, from which its status follows.</summary>
internal sealed record PodObservation
{
    public required V1Pod Pod { get; init; }

    public required IReadOnlyList<ContainerSlot> Slots { get; init; }

    public required string RuntimeName { get; init; }

    public required string HostIP { get; init; }

    public required DateTimeOffset StartTime { get; init; }

    /// <summary>Volumes are mounted and containers may run.</summary>
    public bool IsPrepared { get; init; }

    /// <summary>A container was tried to start, so the pod has an address.</summary>
    public bool HasAddress { get; init; }

    /// <summary>Nothing of the pod runs any more, nor will.</summary>
    public bool IsStopped { get; init; }

    /// <summary>Why the node ended the pod, such as DeadlineExceeded.</summary>
    public PodFailure? Failure { get; init; }
}
