using k8s.Models;

namespace OrleansScheduler.Dashboard.Views;

/// <summary>A Job as lists show it.</summary>
public sealed record JobRow(V1Job Job, JobState State, int Succeeded, int Failed, int Active, int? Wanted)
{
    /// <summary>The row of a Job; <see cref="Wanted"/> is null for a work queue, which ends by its own judgement.</summary>
    public static JobRow Of(V1Job job) => new(
        job,
        StateOf(job),
        job.Status?.Succeeded ?? 0,
        job.Status?.Failed ?? 0,
        job.Status?.Active ?? 0,
        job.Spec?.Completions ?? (job.Spec?.Parallelism is null or 1 ? 1 : null));

    /// <summary>The name within its namespace.</summary>
    public string Name => Job.Metadata.Name;

    /// <summary>The namespace it is in.</summary>
    public string Namespace => Job.Metadata.NamespaceProperty;

    /// <summary>When it was made.</summary>
    public DateTime? Created => Job.Metadata.CreationTimestamp;

    /// <summary>The page about it.</summary>
    public string Link => $"jobs/{Namespace}/{Name}";

    /// <summary>0 to 100; a work queue is at 0 until it ends.</summary>
    public int Percent => State == JobState.Complete ? 100 : Wanted is > 0 and var wanted ? Math.Min(100, 100 * Succeeded / wanted) : 0;

    /// <summary>Why it failed or waits, in the condition's words; empty otherwise.</summary>
    public string Message => State is JobState.Failed ? Condition(Job, "Failed")?.Message ?? "" : "";

    /// <summary>How long it has run, or ran; null before its start.</summary>
    public TimeSpan? Duration(DateTime now) => Job.Status?.StartTime is { } start
        ? (Job.Status.CompletionTime ?? Condition(Job, "Failed")?.LastTransitionTime ?? now) - start
        : null;

    private static JobState StateOf(V1Job job) =>
        Condition(job, "Complete") is not null ? JobState.Complete
        : Condition(job, "Failed") is not null ? JobState.Failed
        : job.Spec?.Suspend == true ? JobState.Suspended
        : JobState.Running;

    private static V1JobCondition? Condition(V1Job job, string type) =>
        job.Status?.Conditions?.FirstOrDefault(each => each.Type == type && each.Status == "True");
}
