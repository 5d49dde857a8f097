namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>The words by which a Job and its pods find each other.</summary>
internal static class JobNames
{
    /// <summary>Keeps a pod until the Job has counted it.</summary>
    public const string TrackingFinalizer = "batch.kubernetes.io/job-tracking";

    public const string IndexAnnotation = "batch.kubernetes.io/job-completion-index";
    public const string IndexFailuresAnnotation = "batch.kubernetes.io/job-index-failure-count";
    public const string IndexIgnoredFailuresAnnotation = "batch.kubernetes.io/job-index-ignored-failure-count";
    public const string IndexVariable = "JOB_COMPLETION_INDEX";

    public const string Indexed = "Indexed";
}
