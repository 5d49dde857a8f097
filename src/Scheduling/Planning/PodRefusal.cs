using OrleansScheduler.Scheduling.Plugins;
using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Planning;

/// <summary>A pod that fits nowhere, with the text of its FailedScheduling event and what may change that.</summary>
public sealed record PodRefusal(PodDemand Pod, string Message, ClusterChanges UnblockedBy);
