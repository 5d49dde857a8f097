using k8s.Models;

namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>What a Job asks for, in words.</summary>
internal static class JobSpecRules
{
    public static bool IsIndexed(this V1Job job) => job.Spec.CompletionMode == JobNames.Indexed;

    public static bool IsSuspended(this V1Job job) => job.Spec.Suspend ?? false;

    public static bool IsDeleting(this V1Job job) => job.Metadata.DeletionTimestamp is not null;

    public static bool ReplacesFailedOnly(this V1Job job) => job.Spec.PodReplacementPolicy == "Failed";

    public static bool LimitsFailuresPerIndex(this V1Job job) =>
        job.IsIndexed() && job.Spec.BackoffLimitPerIndex is not null;

    public static int Parallelism(this V1Job job) => job.Spec.Parallelism ?? 1;

    public static bool IsFinished(this V1Job job) =>
        JobConditions.Find(job.Status, JobConditions.Complete) is { Status: "True" }
        || JobConditions.Find(job.Status, JobConditions.Failed) is { Status: "True" };

    /// <summary>
    /// A deleted pod counts as failed even if it never says so itself, unless the Job waits for pods to end.
    /// </summary>
    public static bool CountsAsFailed(this V1Job job, V1Pod pod) =>
        pod.Status?.Phase == "Failed"
        || (!job.ReplacesFailedOnly() && JobPod.IsDeleting(pod) && !JobPod.HasSucceeded(pod));

    /// <summary>False for pods of an indexed Job without a valid index: they are nobody's completion or failure.</summary>
    public static bool Recognizes(this V1Job job, V1Pod pod) =>
        !job.IsIndexed() || (JobPod.Index(pod) >= 0 && JobPod.Index(pod) < job.Spec.Completions);
}
