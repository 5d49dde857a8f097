using System.Globalization;
using k8s.Models;
using OrleansScheduler.Sdk.Jobs;

namespace OrleansScheduler.Host.Running;

/// <summary>Says in a line how a Job stands and how it ended.</summary>
internal static class JobSummary
{
    public static string ProgressOf(V1Job job)
    {
        var failed = job.Status?.Failed is > 0 and var count ? $", {count} failed" : "";
        return $"job/{job.Metadata.Name}: {Completions(job)} complete, {job.Status?.Active ?? 0} active{failed}";
    }

    public static string Of(JobOutcome outcome)
    {
        var job = outcome.Job;
        return outcome.Succeeded
            ? $"✔ job/{job.Metadata.Name} complete: {Completions(job)} completions{Duration(job)}"
            : $"✘ job/{job.Metadata.Name} failed: {outcome.Failure.Reason}: {outcome.Failure.Message}{Culprit(outcome.Failure)}";
    }

    private static string Completions(V1Job job) =>
        job.Spec.Completions is { } wanted ? $"{job.Status?.Succeeded ?? 0}/{wanted}" : $"{job.Status?.Succeeded ?? 0}";

    private static string Duration(V1Job job) =>
        job.Status is { StartTime: { } start, CompletionTime: { } end }
            ? string.Create(CultureInfo.InvariantCulture, $" in {(end - start).TotalSeconds:0} s")
            : "";

    private static string Culprit(JobFailure failure) =>
        failure.Pod is null ? "" : $" (pod {failure.Pod} exited with {failure.ExitCode})";
}
