using k8s.Models;

namespace OrleansScheduler.Scheduling.Plugins;

/// <summary>Node affinity a profile adds to that of every pod.</summary>
internal sealed record AddedNodeAffinity(
    IReadOnlyList<V1NodeSelectorTerm>? Required, IReadOnlyList<V1PreferredSchedulingTerm> Preferred)
{
    public static AddedNodeAffinity None { get; } = new(null, []);

    public static AddedNodeAffinity Of(V1NodeAffinity? affinity) => affinity is null
        ? None
        : new AddedNodeAffinity(
            affinity.RequiredDuringSchedulingIgnoredDuringExecution?.NodeSelectorTerms.ToArray(),
            [.. affinity.PreferredDuringSchedulingIgnoredDuringExecution ?? []]);
}
