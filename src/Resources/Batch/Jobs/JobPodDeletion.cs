using k8s.Models;

namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>
/// A pod to delete. One that the Job merely has no use for any more is released first, so that it is not counted as
/// a failure.
/// </summary>
public sealed record JobPodDeletion(V1Pod Pod, bool ReleaseFirst);
