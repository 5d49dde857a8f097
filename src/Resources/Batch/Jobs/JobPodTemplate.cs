using System.Globalization;
using k8s;
using k8s.Models;

namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>Makes a Job's pods from its template.</summary>
internal static class JobPodTemplate
{
    /// <param name="job">The owner.</param>
    /// <param name="name">The pod's name.</param>
    /// <param name="index">The completion index, or <see cref="JobPod.NoIndex"/>.</param>
    /// <param name="replaced">The failed pod of the same index this one follows.</param>
    public static V1Pod Make(V1Job job, string name, int index, V1Pod? replaced)
    {
        var template = KubernetesJson.Deserialize<V1PodTemplateSpec>(KubernetesJson.Serialize(job.Spec.Template));
        var metadata = template.Metadata ?? new V1ObjectMeta();
        var pod = new V1Pod
        {
            ApiVersion = V1Pod.KubeApiVersion,
            Kind = V1Pod.KubeKind,
            Metadata = new V1ObjectMeta
            {
                Name = name,
                GenerateName = JobPodNames.Prefix(job.Metadata.Name, index),
                NamespaceProperty = job.Metadata.NamespaceProperty,
                Labels = metadata.Labels,
                Annotations = metadata.Annotations,
                Finalizers = Finalizers(metadata),
                OwnerReferences = [JobPodOwner.Reference(job)],
            },
            Spec = template.Spec,
        };
        if (index != JobPod.NoIndex)
        {
            AddIndex(pod, job, index);
            AddFailures(pod, job, replaced);
        }

        return pod;
    }

    private static IList<string> Finalizers(V1ObjectMeta template)
    {
        var finalizers = template.Finalizers ?? [];
        return finalizers.Contains(JobNames.TrackingFinalizer)
            ? finalizers
            : [.. finalizers, JobNames.TrackingFinalizer];
    }

    private static void AddIndex(V1Pod pod, V1Job job, int index)
    {
        var text = index.ToString(CultureInfo.InvariantCulture);
        pod.Metadata.Annotations ??= new Dictionary<string, string>();
        pod.Metadata.Annotations[JobNames.IndexAnnotation] = text;
        pod.Metadata.Labels ??= new Dictionary<string, string>();
        pod.Metadata.Labels[JobNames.IndexAnnotation] = text;
        pod.Spec.Hostname = $"{job.Metadata.Name}-{text}";
        foreach (var container in (pod.Spec.InitContainers ?? []).Concat(pod.Spec.Containers))
        {
            AddIndexVariable(container);
        }
    }

    private static void AddIndexVariable(V1Container container)
    {
        var variables = container.Env ?? [];
        if (variables.Any(variable => variable.Name == JobNames.IndexVariable))
        {
            return;
        }

        var source = new V1EnvVarSource
        {
            FieldRef = new V1ObjectFieldSelector { FieldPath = $"metadata.labels['{JobNames.IndexAnnotation}']" },
        };
        container.Env = [.. variables, new V1EnvVar { Name = JobNames.IndexVariable, ValueFrom = source }];
    }

    // The number of failures of an index lives on its newest pod only.
    private static void AddFailures(V1Pod pod, V1Job job, V1Pod? replaced)
    {
        if (!job.LimitsFailuresPerIndex())
        {
            return;
        }

        var failures = replaced is null ? 0 : JobPod.IndexFailures(replaced);
        var ignored = replaced is null ? 0 : JobPod.IndexIgnoredFailures(replaced);
        if (replaced is not null)
        {
            var counts = PodFailureRules.Judge(job.Spec.PodFailurePolicy, replaced).Counts;
            failures += counts ? 1 : 0;
            ignored += counts ? 0 : 1;
        }

        pod.Metadata.Annotations[JobNames.IndexFailuresAnnotation] = failures.ToString(CultureInfo.InvariantCulture);
        if (ignored > 0)
        {
            pod.Metadata.Annotations[JobNames.IndexIgnoredFailuresAnnotation] =
                ignored.ToString(CultureInfo.InvariantCulture);
        }
    }
}
