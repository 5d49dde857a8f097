using System.Collections.Frozen;
using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Scheduling.Gangs;

namespace OrleansScheduler.Scheduling.Pods;

/// <summary>All that scheduling needs to know of a pod, computed once and never changed.</summary>
public sealed class PodDemand
{
    public required ObjectKey Key { get; init; }

    public required string Uid { get; init; }

    public required int Priority { get; init; }

    /// <summary>The node the pod names itself, null when it leaves the choice to a scheduler.</summary>
    public string? NodeName { get; init; }

    /// <summary>The node that is being emptied for the pod, null when none is.</summary>
    public string? NominatedNodeName { get; init; }

    /// <summary>When the pod began to run, null before that.</summary>
    public DateTime? StartTime { get; init; }

    public required bool IsTerminating { get; init; }

    /// <summary>False for <c>preemptionPolicy: Never</c>.</summary>
    public required bool MayPreempt { get; init; }

    /// <summary>What the pod occupies on a node.</summary>
    public required ResourceAmounts Requests { get; init; }

    /// <summary>What it adds to the sum that resource scoring looks at.</summary>
    public required ResourceAmounts RequestsWithStandIns { get; init; }

    /// <summary>What resource scoring assumes while the pod is being placed.</summary>
    public required ResourceAmounts RequestsScored { get; init; }

    public required IReadOnlyList<HostPort> Ports { get; init; }

    public required IReadOnlyList<V1Toleration> Tolerations { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public IReadOnlyDictionary<string, string> NodeSelector { get; private set; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Null when the pod requires nothing; one of the terms must match.</summary>
    public required IReadOnlyList<V1NodeSelectorTerm>? RequiredNodeTerms { get; init; }

    public required IReadOnlyList<V1PreferredSchedulingTerm> PreferredNodeTerms { get; init; }

    /// <summary>The images of all containers, init containers included.</summary>
    public required IReadOnlyList<string> Images { get; init; }

    public PodKind KindOf => new(Signatures.Rules, Signatures.Amounts);

    /// <summary>The pods it is to be placed together with, null when it stands for itself.</summary>
    public PodGang? Gang { get; private init; }

    internal PodAffinityTerms Affinity { get; private init; } = PodAffinityTerms.None;

    /// <summary>Empty when the pod leaves spreading to the defaults.</summary>
    internal IReadOnlyList<SpreadConstraint> Spread { get; private init; } = [];

    internal PodVolumes Volumes { get; private init; } = PodVolumes.None;

    internal PodOwner? Owner { get; private init; }

    internal PodSignatures Signatures { get; private set; }

    public static PodDemand Of(V1Pod pod) => Of(pod, string.IsNullOrEmpty(pod.Spec.NodeName) ? null : pod.Spec.NodeName);

    /// <summary>The pod as it would ask for a node if it were on none.</summary>
    public static PodDemand Unplaced(V1Pod pod) => Of(pod, nodeName: null);

    public override string ToString() => Key.ToString();

    /// <summary>The pod as if it also selected nodes by this label.</summary>
    internal PodDemand Within(string label, string value)
    {
        var narrowed = (PodDemand)MemberwiseClone();
        narrowed.NodeSelector = new Dictionary<string, string>(NodeSelector, StringComparer.Ordinal) { [label] = value };
        narrowed.Signatures = PodSignatures.Of(narrowed);
        return narrowed;
    }

    private static PodDemand Of(V1Pod pod, string? nodeName)
    {
        var spec = pod.Spec;
        var nodeAffinity = spec.Affinity?.NodeAffinity;
        var labels = (pod.Metadata.Labels ?? new Dictionary<string, string>()).ToFrozenDictionary(StringComparer.Ordinal);
        var demand = new PodDemand
        {
            Key = new ObjectKey(pod.Metadata.NamespaceProperty ?? "", pod.Metadata.Name),
            Uid = pod.Metadata.Uid ?? "",
            Priority = spec.Priority ?? 0,
            NodeName = nodeName,
            NominatedNodeName = string.IsNullOrEmpty(pod.Status?.NominatedNodeName) ? null : pod.Status.NominatedNodeName,
            StartTime = pod.Status?.StartTime,
            IsTerminating = pod.Metadata.DeletionTimestamp is not null,
            MayPreempt = spec.PreemptionPolicy != "Never",
            Requests = PodRequests.Real(pod),
            RequestsWithStandIns = PodRequests.WithStandIns(pod),
            RequestsScored = PodRequests.Scored(pod),
            Ports = HostPort.Of(spec),
            Tolerations = [.. spec.Tolerations ?? []],
            Labels = labels,
            NodeSelector = new Dictionary<string, string>(spec.NodeSelector ?? new Dictionary<string, string>()),
            RequiredNodeTerms = nodeAffinity?.RequiredDuringSchedulingIgnoredDuringExecution?.NodeSelectorTerms.ToArray(),
            PreferredNodeTerms = [.. nodeAffinity?.PreferredDuringSchedulingIgnoredDuringExecution ?? []],
            Images = [.. (spec.InitContainers ?? []).Concat(spec.Containers ?? []).Select(c => c.Image ?? "")],
            Affinity = PodAffinityTerms.Of(pod, labels),
            Spread = [.. (spec.TopologySpreadConstraints ?? []).Select(item => SpreadConstraint.Of(item, labels))],
            Volumes = PodVolumes.Of(pod),
            Owner = PodOwner.Of(pod),
            Gang = PodGang.Of(pod),
        };
        demand.Signatures = PodSignatures.Of(demand);
        return demand;
    }
}
