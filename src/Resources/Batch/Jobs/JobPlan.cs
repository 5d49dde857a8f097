using k8s.Models;

namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>
/// What to do about a Job, in this order: delete, create, store the status (on the state it was made from), release.
/// Pods are released only after the status that accounts for them is stored: that is what counts each of them once.
/// </summary>
public sealed record JobPlan
{
    public static readonly JobPlan Nothing = new();

    /// <summary>The plan needs a most recent view: a pod that waits to be counted is missing from this one.</summary>
    public static readonly JobPlan LookCloser = new() { NeedsMostRecentView = true };

    public bool NeedsMostRecentView { get; init; }

    public IReadOnlyList<JobPodDeletion> Deletions { get; init; } = [];

    public IReadOnlyList<V1Pod> Creations { get; init; } = [];

    /// <summary>The status once deletions and creations are done, null when nothing about it changes.</summary>
    public V1JobStatus? Status { get; init; }

    /// <summary>Pods whose tracking finalizer can go.</summary>
    public IReadOnlyList<V1Pod> Releases { get; init; } = [];

    public IReadOnlyList<JobEvent> Events { get; init; } = [];

    /// <summary>When to look again although nothing changes.</summary>
    public TimeSpan? LookAgainAfter { get; init; }

    /// <summary>What it does cannot be taken back: it must not rest on a view that another reconciler has overtaken.</summary>
    public bool ChangesPods => Deletions.Count + Creations.Count > 0;

    public bool IsEmpty => !NeedsMostRecentView && Status is null && !ChangesPods && Releases.Count == 0;
}
