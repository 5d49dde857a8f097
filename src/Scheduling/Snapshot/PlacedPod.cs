using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot.Crowds;

namespace OrleansScheduler.Scheduling.Snapshot;

/// <summary>A pod on a node, with the crowd it is counted in.</summary>
internal readonly record struct PlacedPod(PodDemand Pod, PodCrowd Crowd);
