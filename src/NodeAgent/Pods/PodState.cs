using System.Globalization;
using k8s.Models;
using OrleansScheduler.NodeAgent.Containers;

namespace OrleansScheduler.NodeAgent.Pods;

/// <summary>What a worker knows of its pod. Its loop alone changes it, but for the pod itself, which the watch renews.</summary>
internal sealed class PodState(V1Pod pod, DateTimeOffset now)
{
    private readonly Lock gate = new();
    private volatile V1Pod newest = pod;
    private volatile bool isGone;

    /// <summary>The newest state of the pod, as the cluster has it.</summary>
    public V1Pod Pod => newest;

    public IReadOnlyList<ContainerSlot> Slots { get; } = ContainerSlot.Of(pod);

    public DateTimeOffset StartTime { get; } =
        pod.Status?.StartTime is { } known ? new DateTimeOffset(known, TimeSpan.Zero) : now;

    /// <summary>The cluster no longer has the pod.</summary>
    public bool IsGone
    {
        get => isGone;
        set => isGone = value;
    }

    public bool IsDeleted => isGone || newest.Metadata.DeletionTimestamp is not null;

    /// <summary>Volumes are mounted and containers may run.</summary>
    public bool IsPrepared { get; set; }

    /// <summary>A container was tried to start, so the pod has an address.</summary>
    public bool HasAddress { get; set; }

    /// <summary>Nothing of the pod runs any more, nor will.</summary>
    public bool IsStopped { get; set; } = PodPhase.IsTerminal(pod.Status?.Phase);

    public PodFailure? Failure { get; set; }

    public string RestartPolicy => newest.Spec.RestartPolicy ?? "Always";

    public DateTimeOffset? DeadlineAt => newest.Spec.ActiveDeadlineSeconds is { } seconds && HasAddress
        ? StartTime + TimeSpan.FromSeconds(seconds)
        : null;

    /// <summary>Takes over what the cluster tells, unless something newer is known already.</summary>
    public void Accept(V1Pod told)
    {
        lock (gate)
        {
            if (VersionOf(told) is not { } version || VersionOf(newest) is not { } known || version >= known)
            {
                newest = told;
            }
        }
    }

    public PodObservation Observe(PodContext context) => new()
    {
        Pod = newest,
        Slots = Slots,
        RuntimeName = context.Runtime.Name,
        HostIP = context.Node.HostIP,
        StartTime = StartTime,
        IsPrepared = IsPrepared || HasAddress,
        HasAddress = HasAddress,
        IsStopped = IsStopped,
        Failure = Failure,
    };

    private static ulong? VersionOf(V1Pod pod) =>
        ulong.TryParse(pod.Metadata.ResourceVersion, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
}
