using k8s.Models;
using OrleansScheduler.Resources.Core.Pods.Warnings;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>What is allowed in a Job but hardly meant.</summary>
internal static class JobWarnings
{
    private const int CompletionsMany = 100_000;
    private const int ParallelismMany = 10_000;

    public static IReadOnlyList<string> OfCreate(V1Job job)
    {
        var problems = NameSyntax.DnsLabel(job.Metadata.Name ?? "");
        return problems.Count == 0
            ? OfSpec(job)
            :
            [
                "metadata.name: this is used in Pod names and hostnames, which can result in surprising behavior; "
                    + $"a DNS label is recommended: [{string.Join(' ', problems)}]",
                .. OfSpec(job),
            ];
    }

    public static IReadOnlyList<string> OfSpec(V1Job job)
    {
        var path = FieldPath.Of("spec");
        var warnings = new List<string>();
        if (job.Spec is { CompletionMode: "Indexed", Completions: > CompletionsMany, Parallelism: > ParallelismMany })
        {
            warnings.Add(
                "In Indexed Jobs with a number of completions higher than 10^5 and a parallelism higher than 10^4, "
                + "Kubernetes might not be able to track completedIndexes when a big number of indexes fail");
        }

        warnings.AddRange(PodWarnings.OfTemplate(job.Spec.Template, path.Child("template")));
        return warnings;
    }
}
