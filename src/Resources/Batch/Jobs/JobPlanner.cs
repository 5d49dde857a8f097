using k8s;
using k8s.Models;

namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>
/// Decides what to do about a Job: a function of the Job, its pods and the time, with the semantics of Kubernetes' job
/// controller. On a state that already is as planned the plan is empty (invariant 6).
/// </summary>
public static class JobPlanner
{
    public static JobPlan Plan(JobView view)
    {
        if (view.Job.IsFinished())
        {
            return new JobPlan { Releases = [.. view.Pods.Where(JobPod.IsTracked)] };
        }

        var census = new JobCensus(view);
        if (!view.IsMostRecent && MissesUncounted(census))
        {
            return JobPlan.LookCloser;
        }

        var verdict = JobVerdicts.Of(census);
        var changes = Changes(census, verdict);
        verdict ??= JobVerdicts.Completion(
            census, census.Active.Count + changes.Creations.Count - changes.Deletions.Count);
        return Plan(census, changes, verdict);
    }

    private static JobPlan Plan(JobCensus census, JobPodChanges changes, V1JobCondition? verdict)
    {
        var account = new JobAccount(census, verdict);
        var (status, events) = JobStatusUpdate.Make(census, changes, account, verdict);
        return new JobPlan
        {
            Deletions = changes.Deletions,
            Creations = changes.Creations,
            Releases = account.Releases,
            Status = IsSame(status, census.Job.Status) ? null : status,
            Events = events,
            LookAgainAfter = Earlier(changes.Wait, verdict is null ? JobVerdicts.DeadlineLeft(census) : null),
        };
    }

    private static JobPodChanges Changes(JobCensus census, V1JobCondition? verdict)
    {
        if (verdict is not null)
        {
            return JobPodChanges.End(census);
        }

        return census.Job.IsDeleting() ? JobPodChanges.None : JobPodChanges.Run(census);
    }

    // A pod counts as released when it is gone; a view that has not seen it yet would count it too early, and twice.
    private static bool MissesUncounted(JobCensus census)
    {
        var seen = census.Pods.Select(pod => pod.Metadata.Uid).ToHashSet();
        return census.UncountedSucceeded.Concat(census.UncountedFailed).Any(uid => !seen.Contains(uid));
    }

    private static bool IsSame(V1JobStatus status, V1JobStatus? stored) =>
        KubernetesJson.Serialize(status) == KubernetesJson.Serialize(stored ?? new V1JobStatus());

    private static TimeSpan? Earlier(TimeSpan? one, TimeSpan? other) =>
        one is null ? other : other is null || one < other ? one : other;
}
