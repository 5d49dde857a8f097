using System.Globalization;
using k8s.Models;
using OrleansScheduler.Sdk.Resources;

namespace OrleansScheduler.Sdk.Jobs;

/// <summary>Which pods are a Job's, and which share of it each has.</summary>
internal static class JobPods
{
    private const string IndexAnnotation = "batch.kubernetes.io/job-completion-index";

    public static ResourceQuery Of(V1Job job) => new()
    {
        Namespace = job.Metadata.NamespaceProperty,
        LabelSelector = $"batch.kubernetes.io/controller-uid={job.Metadata.Uid}",
    };

    public static int? IndexOf(V1Pod pod) =>
        pod.Metadata.Annotations is { } annotations && annotations.TryGetValue(IndexAnnotation, out var index)
            ? int.Parse(index, CultureInfo.InvariantCulture)
            : null;
}
