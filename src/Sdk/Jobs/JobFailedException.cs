namespace OrleansScheduler.Sdk.Jobs;

/// <summary>A Job failed where its success was required.</summary>
public sealed class JobFailedException(JobOutcome outcome, JobFailure failure)
    : Exception($"Job {outcome.Job.Metadata.Name} failed: {failure.Reason}: {failure.Message}")
{
    /// <summary>The reason, the exit code and the last log lines.</summary>
    public JobFailure Failure { get; } = failure;
}
