using k8s.Models;

namespace OrleansScheduler.Samples.Web;

/// <summary>What a visitor is told of a report's Job.</summary>
internal sealed record ReportState(string Job, string State)
{
    public static ReportState Of(V1Job job) => new(
        job.Metadata.Name,
        job.Status?.Conditions?.FirstOrDefault(condition => condition is { Type: "Complete" or "Failed", Status: "True" })?.Type
            ?? (job.Status?.Active > 0 ? "Active" : "Waiting"));
}
