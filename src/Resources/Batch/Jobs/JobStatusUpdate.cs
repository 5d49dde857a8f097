using k8s;
using k8s.Models;

namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>A Job's next status and the Events that tell of it.</summary>
internal static class JobStatusUpdate
{
    public static (V1JobStatus Status, IReadOnlyList<JobEvent> Events) Make(
        JobCensus census, JobPodChanges changes, JobAccount account, V1JobCondition? verdict)
    {
        var status = Copy(census.Job.Status);
        var events = new List<JobEvent>();
        account.Enter(status);
        Count(status, census, changes);
        if (!census.Job.IsSuspended())
        {
            status.StartTime ??= census.View.Now;
        }

        if (verdict is not null)
        {
            Conclude(status, census, account, verdict, events);
        }
        else if (!census.Job.IsDeleting())
        {
            SuspendOrResume(status, census, events);
        }

        return (status, events);
    }

    private static void Count(V1JobStatus status, JobCensus census, JobPodChanges changes)
    {
        var deleted = changes.Deletions.Select(deletion => deletion.Pod).ToHashSet();
        var active = census.Active.Count - deleted.Count + changes.Creations.Count;
        status.Active = active == 0 ? null : active;
        status.Ready = census.Active.Count(pod => JobPod.IsReady(pod) && !deleted.Contains(pod));
        status.Terminating = census.Terminating + deleted.Count;
    }

    private static void Conclude(
        V1JobStatus status, JobCensus census, JobAccount account, V1JobCondition verdict, List<JobEvent> events)
    {
        var isStored = JobConditions.Verdict(census.Job.Status) is not null;
        if (!isStored)
        {
            JobConditions.Ensure(status, verdict);
            return;
        }

        if (!account.IsSettled || status.Active is not null || status.Terminating > 0)
        {
            return;
        }

        var final = JobConditions.Final(verdict, census.View.Now);
        JobConditions.Ensure(status, final);
        if (final.Type == JobConditions.Complete)
        {
            status.CompletionTime = final.LastTransitionTime;
            events.Add(new JobEvent("Normal", "Completed", "Job completed"));
        }
        else
        {
            events.Add(new JobEvent("Warning", final.Reason, final.Message));
        }
    }

    private static void SuspendOrResume(V1JobStatus status, JobCensus census, List<JobEvent> events)
    {
        var now = census.View.Now;
        if (census.Job.IsSuspended())
        {
            if (JobConditions.Ensure(
                status, JobConditions.Make(JobConditions.Suspended, "JobSuspended", "Job suspended", now)))
            {
                events.Add(new JobEvent("Normal", "Suspended", "Job suspended"));
            }

            return;
        }

        var resumed = JobConditions.Make(JobConditions.Suspended, "JobResumed", "Job resumed", now, isTrue: false);
        if (JobConditions.Ensure(status, resumed))
        {
            // The deadline does not run while a Job is suspended.
            status.StartTime = now;
            events.Add(new JobEvent("Normal", "Resumed", "Job resumed"));
        }
    }

    private static V1JobStatus Copy(V1JobStatus? status) => status is null
        ? new V1JobStatus()
        : KubernetesJson.Deserialize<V1JobStatus>(KubernetesJson.Serialize(status));
}
