using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Planning;

/// <summary>A pod and the node chosen for it.</summary>
public sealed record PodPlacement(PodDemand Pod, string NodeName);
