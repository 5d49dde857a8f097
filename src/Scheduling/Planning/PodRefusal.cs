using OrleansScheduler.Scheduling.Plugins;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Preemption;

namespace OrleansScheduler.Scheduling.Planning;

/// <summary>A pod that fits nowhere as things are, with the text of its FailedScheduling event.</summary>
/// <param name="UnblockedBy">What may change that.</param>
/// <param name="Preemption">The pods that have to leave a node for it, null when that does not help.</param>
public sealed record PodRefusal(
    PodDemand Pod, string Message, ClusterChanges UnblockedBy, PreemptionCandidate? Preemption);
