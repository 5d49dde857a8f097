using k8s.Models;

namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>The labels by which a job knows its pods.</summary>
public static class JobLabels
{
    public const string ControllerUid = "batch.kubernetes.io/controller-uid";
    public const string JobName = "batch.kubernetes.io/job-name";

    /// <summary>The spelling of <see cref="ControllerUid"/> before labels had domains.</summary>
    public const string LegacyControllerUid = "controller-uid";

    /// <summary>The spelling of <see cref="JobName"/> before labels had domains.</summary>
    public const string LegacyJobName = "job-name";

    /// <summary>Labels the template and selects those labels. What the client set stays, for validation to judge.</summary>
    internal static void Generate(V1Job job)
    {
        var template = job.Spec.Template;
        template.Metadata ??= new V1ObjectMeta();
        template.Metadata.Labels ??= new Dictionary<string, string>();
        foreach (var (key, value) in Expected(job))
        {
            template.Metadata.Labels.TryAdd(key, value);
        }

        job.Spec.Selector ??= new V1LabelSelector();
        job.Spec.Selector.MatchLabels ??= new Dictionary<string, string>();
        job.Spec.Selector.MatchLabels.TryAdd(ControllerUid, job.Metadata.Uid);
    }

    /// <summary>The labels a generated template has.</summary>
    internal static IReadOnlyList<(string Key, string Value)> Expected(V1Job job) =>
    [
        (ControllerUid, job.Metadata.Uid),
        (LegacyControllerUid, job.Metadata.Uid),
        (JobName, job.Metadata.Name),
        (LegacyJobName, job.Metadata.Name),
    ];
}
