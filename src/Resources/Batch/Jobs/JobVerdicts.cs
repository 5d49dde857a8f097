using k8s.Models;

namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>Whether a Job has to end, and why; in Kubernetes' order of precedence.</summary>
internal static class JobVerdicts
{
    /// <summary>The interim condition of a Job that has to end, null when it goes on.</summary>
    public static V1JobCondition? Of(JobCensus census) =>
        JobConditions.Verdict(census.Job.Status)
        ?? FailureOfPods(census)
        ?? FailureOfTime(census)
        ?? FailureOfIndexes(census)
        ?? SuccessOfPolicy(census);

    /// <summary>The verdict of a Job whose completions are all there.</summary>
    public static V1JobCondition? Completion(JobCensus census, int activeAfter)
    {
        var isComplete = census.Job.Spec.Completions is { } completions
            ? census.Succeeded >= completions
            : census.Succeeded > 0;
        return isComplete && activeAfter == 0
            ? Success(census, "CompletionsReached", "Reached expected number of succeeded pods")
            : null;
    }

    /// <summary>What is left of the Job's deadline, null when it has none that runs.</summary>
    public static TimeSpan? DeadlineLeft(JobCensus census) =>
        census.Job is { Spec.ActiveDeadlineSeconds: { } seconds } job && !job.IsSuspended()
            ? (job.Status?.StartTime ?? census.View.Now) + TimeSpan.FromSeconds(seconds) - census.View.Now
            : null;

    private static V1JobCondition? FailureOfPods(JobCensus census)
    {
        var job = census.Job;
        var ruled = census.Pods
            .Where(job.CountsAsFailed)
            .Select(pod => PodFailureRules.Judge(job.Spec.PodFailurePolicy, pod).FailsJob)
            .FirstOrDefault(message => message is not null);
        if (ruled is not null)
        {
            return Failure(census, "PodFailurePolicy", ruled);
        }

        return census.Failed > (job.Spec.BackoffLimit ?? 6) || RestartsExceedLimit(census)
            ? Failure(census, "BackoffLimitExceeded", "Job has reached the specified backoff limit")
            : null;
    }

    private static V1JobCondition? FailureOfTime(JobCensus census) =>
        DeadlineLeft(census) <= TimeSpan.Zero
            ? Failure(census, "DeadlineExceeded", "Job was active longer than specified deadline")
            : null;

    private static V1JobCondition? FailureOfIndexes(JobCensus census)
    {
        var failed = census.FailedIndexes.Count;
        if (failed > census.Job.Spec.MaxFailedIndexes)
        {
            return Failure(
                census, "MaxFailedIndexesExceeded", "Job has exceeded the specified maximal number of failed indexes");
        }

        return failed > 0 && failed + census.SucceededIndexes.Count >= census.Completions
            ? Failure(census, "FailedIndexes", "Job has failed indexes")
            : null;
    }

    private static V1JobCondition? SuccessOfPolicy(JobCensus census)
    {
        var rules = census.Job.Spec.SuccessPolicy?.Rules ?? [];
        for (var index = 0; index < rules.Count; index++)
        {
            if (IsMet(rules[index], census))
            {
                return Success(census, "SuccessPolicy", $"Matched rules at index {index}");
            }
        }

        return null;
    }

    private static bool IsMet(V1SuccessPolicyRule rule, JobCensus census)
    {
        if (rule.SucceededIndexes is null)
        {
            return census.SucceededIndexes.Count >= rule.SucceededCount;
        }

        var asked = IndexSet.Parse(rule.SucceededIndexes, census.Completions);
        return asked.CountIn(census.SucceededIndexes) >= (rule.SucceededCount ?? asked.Count);
    }

    // Containers that restart in place end no pod, so their restarts count instead.
    private static bool RestartsExceedLimit(JobCensus census)
    {
        if (census.Job.Spec.Template.Spec.RestartPolicy != "OnFailure")
        {
            return false;
        }

        var restarts = census.Pods
            .Where(pod => pod.Status?.Phase is "Running" or "Pending")
            .SelectMany(pod => pod.Status.InitContainerStatuses?.Concat(pod.Status.ContainerStatuses ?? [])
                ?? pod.Status.ContainerStatuses ?? [])
            .Sum(container => container.RestartCount);
        var limit = census.Job.Spec.BackoffLimit ?? 6;
        return limit == 0 ? restarts > 0 : restarts >= limit;
    }

    private static V1JobCondition Failure(JobCensus census, string reason, string message) =>
        JobConditions.Make(JobConditions.FailureTarget, reason, message, census.View.Now);

    private static V1JobCondition Success(JobCensus census, string reason, string message) =>
        JobConditions.Make(JobConditions.SuccessCriteriaMet, reason, message, census.View.Now);
}
