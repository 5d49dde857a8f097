using k8s.Models;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Benchmarks.Scheduling;

/// <summary>One kind of load on the core: the pods that come one after the other, and what has to be there before.</summary>
/// <param name="Prepare">Adds to the snapshot what the pods refer to.</param>
/// <param name="PodAt">The n-th pod.</param>
internal sealed record PodMix(string Name, Func<int, V1Pod> PodAt, Action<ClusterSnapshot>? Prepare = null);
