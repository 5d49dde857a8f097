using k8s.Models;

namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>
/// A Job's pods, counted. A pod that has ended is counted exactly once (invariant 7): its uid waits in
/// <c>uncountedTerminatedPods</c> until its finalizer is gone, only then does the counter grow; completions of an
/// indexed Job are counted by index instead.
/// </summary>
internal sealed class JobCensus
{
    public JobCensus(JobView view)
    {
        View = view;
        var uncounted = Job.Status?.UncountedTerminatedPods;
        UncountedSucceeded = (uncounted?.Succeeded ?? []).ToHashSet();
        UncountedFailed = (uncounted?.Failed ?? []).ToHashSet();
        Active = [.. Pods.Where(JobPod.IsActive)];
        Terminating = Pods.Count(JobPod.IsTerminating);
        NewlySucceeded = [.. Pods.Where(IsNew).Where(JobPod.HasSucceeded)];
        NewlyFailed = [.. Pods.Where(IsNew).Where(Job.CountsAsFailed)];
        StoredIndexes = IndexSet.Parse(Job.IsIndexed() ? Job.Status?.CompletedIndexes : null, Completions);
        SucceededIndexes = StoredIndexes.With(Job.IsIndexed() ? NewlySucceeded.Select(JobPod.Index) : []);
        FailedIndexes = IndexSet.Parse(Job.LimitsFailuresPerIndex() ? Job.Status?.FailedIndexes : null, Completions)
            .With(Job.LimitsFailuresPerIndex() ? NewlyFailed.Where(FailsIndex).Select(JobPod.Index) : []);
        Delayed = Job.LimitsFailuresPerIndex() ? LastFailurePerIndex() : [];
    }

    public JobView View { get; }

    public V1Job Job => View.Job;

    public IReadOnlyList<V1Pod> Pods => View.Pods;

    /// <summary>The uids the status holds until their pods are released.</summary>
    public IReadOnlySet<string> UncountedSucceeded { get; }

    public IReadOnlySet<string> UncountedFailed { get; }

    public IReadOnlyList<V1Pod> Active { get; }

    public int Ready => Active.Count(JobPod.IsReady);

    public int Terminating { get; }

    /// <summary>Pods that have succeeded and are in no count yet.</summary>
    public IReadOnlyList<V1Pod> NewlySucceeded { get; }

    public IReadOnlyList<V1Pod> NewlyFailed { get; }

    /// <summary>The completed indexes as the status has them.</summary>
    public IndexSet StoredIndexes { get; }

    public IndexSet SucceededIndexes { get; }

    public IndexSet FailedIndexes { get; }

    /// <summary>
    /// By index, the failed pod that is kept until its replacement carries on its number of failures.
    /// </summary>
    public IReadOnlyDictionary<int, V1Pod> Delayed { get; }

    public int Completions => Job.Spec.Completions ?? int.MaxValue;

    public int Succeeded => Job.IsIndexed()
        ? SucceededIndexes.Count
        : (Job.Status?.Succeeded ?? 0) + UncountedSucceeded.Count + NewlySucceeded.Count;

    public int Failed => (Job.Status?.Failed ?? 0) + UncountedFailed.Count + NewlyFailed.Count(CountsToLimit);

    public bool CountsToLimit(V1Pod pod) => PodFailureRules.Judge(Job.Spec.PodFailurePolicy, pod).Counts;

    private bool IsNew(V1Pod pod) =>
        JobPod.IsTracked(pod)
        && Job.Recognizes(pod)
        && !UncountedSucceeded.Contains(pod.Metadata.Uid)
        && !UncountedFailed.Contains(pod.Metadata.Uid);

    private bool FailsIndex(V1Pod pod)
    {
        var verdict = PodFailureRules.Judge(Job.Spec.PodFailurePolicy, pod);
        return verdict.FailsIndex
            || (verdict.Counts && JobPod.IndexFailures(pod) >= Job.Spec.BackoffLimitPerIndex);
    }

    private Dictionary<int, V1Pod> LastFailurePerIndex()
    {
        var settled = Active.Select(JobPod.Index).ToHashSet();
        return Pods
            .Where(pod => JobPod.IsTracked(pod) && Job.Recognizes(pod) && Job.CountsAsFailed(pod))
            .Where(pod => !settled.Contains(JobPod.Index(pod)))
            .Where(pod => !SucceededIndexes.Contains(JobPod.Index(pod)) && !FailedIndexes.Contains(JobPod.Index(pod)))
            .GroupBy(JobPod.Index)
            .ToDictionary(
                group => group.Key,
                group => group.OrderBy(JobPod.IndexFailuresOfAnyKind).ThenBy(JobPod.FinishedAt).Last());
    }
}
