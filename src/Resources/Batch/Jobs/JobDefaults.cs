using k8s.Models;
using OrleansScheduler.Resources.Core.Pods.Defaults;

namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>What a job gets when the client leaves it out.</summary>
internal static class JobDefaults
{
    private const int BackoffLimit = 6;

    public static void Apply(V1Job job)
    {
        job.Spec ??= new V1JobSpec();
        job.Status ??= new V1JobStatus();
        Apply(job.Spec);
        InheritLabels(job);
    }

    /// <summary>Fills a job template (a CronJob's) as well.</summary>
    public static void Apply(V1JobSpec spec)
    {
        if (spec.Completions is null && spec.Parallelism is null)
        {
            spec.Completions = 1;
        }

        spec.Parallelism ??= 1;
        // Retries per index are bounded there, so the job as a whole is not.
        spec.BackoffLimit ??= spec.BackoffLimitPerIndex is null ? BackoffLimit : int.MaxValue;
        spec.CompletionMode ??= "NonIndexed";
        spec.Suspend ??= false;
        spec.ManualSelector ??= false;
        spec.PodReplacementPolicy ??= spec.PodFailurePolicy is null ? "TerminatingOrFailed" : "Failed";
        foreach (var pattern in (spec.PodFailurePolicy?.Rules ?? []).SelectMany(rule => rule.OnPodConditions ?? []))
        {
            pattern.Status = PodSpecDefaults.OrDefault(pattern.Status, "True");
        }

        spec.Template = TemplateDefaults(spec.Template);
    }

    /// <summary>A job without labels carries those of its pods.</summary>
    public static void InheritLabels(V1Job job)
    {
        job.Metadata ??= new V1ObjectMeta();
        if (job.Metadata.Labels is not { Count: > 0 } && job.Spec.Template.Metadata?.Labels is { Count: > 0 } labels)
        {
            job.Metadata.Labels = new Dictionary<string, string>(labels);
        }
    }

    private static V1PodTemplateSpec TemplateDefaults(V1PodTemplateSpec? template) =>
        PodSpecDefaults.ApplyToTemplate(template);
}
