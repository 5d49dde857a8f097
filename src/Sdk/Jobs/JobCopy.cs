using k8s.Models;

namespace OrleansScheduler.Sdk.Jobs;

/// <summary>Makes of a Job that ran a new one that asks for the same: without what the server and its controller wrote into it.</summary>
internal static class JobCopy
{
    private static readonly HashSet<string> ControllerLabels =
        ["controller-uid", "job-name", "batch.kubernetes.io/controller-uid", "batch.kubernetes.io/job-name"];

    public static V1Job Of(V1Job job)
    {
        var isManual = job.Spec.ManualSelector == true;
        return new V1Job
        {
            ApiVersion = "batch/v1",
            Kind = "Job",
            Metadata = new V1ObjectMeta
            {
                GenerateName = PrefixOf(job),
                NamespaceProperty = job.Metadata.NamespaceProperty,
                Labels = Own(job.Metadata.Labels, isManual),
                Annotations = job.Metadata.Annotations,
            },
            Spec = job.Spec with
            {
                Selector = isManual ? job.Spec.Selector : null,
                Suspend = null,
                Template = job.Spec.Template with
                {
                    Metadata = (job.Spec.Template.Metadata ?? new V1ObjectMeta()) with
                    {
                        Labels = Own(job.Spec.Template.Metadata?.Labels, isManual),
                    },
                },
            },
        };
    }

    private static string PrefixOf(V1Job job) =>
        string.IsNullOrEmpty(job.Metadata.GenerateName) ? job.Metadata.Name + "-" : job.Metadata.GenerateName;

    private static Dictionary<string, string>? Own(IDictionary<string, string>? labels, bool isManual) =>
        labels?.Where(label => isManual || !ControllerLabels.Contains(label.Key)).ToDictionary();
}
