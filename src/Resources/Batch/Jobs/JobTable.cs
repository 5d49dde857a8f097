using k8s.Models;
using OrleansScheduler.Resources.Tables;

namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>Jobs as <c>kubectl get</c> shows them.</summary>
internal static class JobTable
{
    private static readonly string[] ConditionsShown =
        ["Complete", "Failed", "Suspended", "FailureTarget", "SuccessCriteriaMet"];

    public static IReadOnlyList<TableColumn> Columns { get; } =
    [
        new("Name", "string", "name", 0, TableColumn.NameDescription),
        new("Status", "string", "", 0, "Status of the job."),
        new("Completions", "string", "", 0, "The number of pods which reached phase Succeeded. The value increases "
            + "monotonically for a given spec. However, it may decrease in reaction to scale down of elastic indexed "
            + "jobs."),
        new("Duration", "string", "", 0, "Time required to complete the job."),
        new("Age", "string", "", 0, TableColumn.AgeDescription),
        new("Containers", "string", "", 1, "Names of each container in the template."),
        new("Images", "string", "", 1, "Images referenced by each container in the template."),
        new("Selector", "string", "", 1, "A label query over pods that should match the pod count. Normally, the "
            + "system sets this field for you. More info: https://kubernetes.io/docs/concepts/overview/"
            + "working-with-objects/labels/#label-selectors"),
    ];

    public static TableRow Row(V1Job job, DateTime now)
    {
        var containers = job.Spec?.Template?.Spec?.Containers ?? [];
        return new TableRow(
        [
            job.Metadata.Name,
            Status(job),
            Completions(job),
            Duration(job.Status, now),
            Age.Since(job.Metadata.CreationTimestamp, now),
            string.Join(",", containers.Select(container => container.Name)),
            string.Join(",", containers.Select(container => container.Image)),
            LabelSelectorText.Of(job.Spec?.Selector),
        ]);
    }

    private static string Status(V1Job job)
    {
        var held = (job.Status?.Conditions ?? [])
            .Where(condition => condition.Status == "True")
            .Select(condition => condition.Type)
            .ToHashSet();
        var isFinished = held.Contains("Complete") || held.Contains("Failed");
        return !isFinished && job.Metadata.DeletionTimestamp is not null
            ? "Terminating"
            : ConditionsShown.FirstOrDefault(held.Contains, "Running");
    }

    private static string Completions(V1Job job)
    {
        var succeeded = job.Status?.Succeeded ?? 0;
        return job.Spec switch
        {
            { Completions: { } completions } => $"{succeeded}/{completions}",
            { Parallelism: > 1 and var parallelism } => $"{succeeded}/1 of {parallelism}",
            _ => $"{succeeded}/1",
        };
    }

    private static string Duration(V1JobStatus? status, DateTime now) => status switch
    {
        { StartTime: { } start, CompletionTime: { } end } => Age.Of(end - start),
        { StartTime: { } start } => Age.Of(now - start),
        _ => "",
    };
}
