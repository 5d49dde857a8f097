using k8s.Models;

namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>What makes a pod a Job's own: made by it, or adopted.</summary>
public static class JobPodOwner
{
    /// <summary>The reference by which the Job is the controller of its pods.</summary>
    public static V1OwnerReference Reference(V1Job job) => new()
    {
        ApiVersion = V1Job.KubeGroup + "/" + V1Job.KubeApiVersion,
        Kind = V1Job.KubeKind,
        Name = job.Metadata.Name,
        Uid = job.Metadata.Uid,
        Controller = true,
        BlockOwnerDeletion = true,
    };

    /// <summary>Makes the Job the controller of a pod that has none, and tracks the pod until it is counted.</summary>
    public static void Adopt(V1Job job, V1Pod pod)
    {
        pod.Metadata.OwnerReferences =
        [
            .. (pod.Metadata.OwnerReferences ?? []).Where(owner => owner.Uid != job.Metadata.Uid),
            Reference(job),
        ];
        if (!JobPod.IsTracked(pod))
        {
            pod.Metadata.Finalizers = [.. pod.Metadata.Finalizers ?? [], JobNames.TrackingFinalizer];
        }
    }

    /// <summary>Undoes <see cref="Adopt"/>, and the making: the pod is nobody's.</summary>
    public static void Disown(V1Job job, V1Pod pod)
    {
        pod.Metadata.OwnerReferences =
            [.. (pod.Metadata.OwnerReferences ?? []).Where(owner => owner.Uid != job.Metadata.Uid)];
        pod.Metadata.Finalizers =
            [.. (pod.Metadata.Finalizers ?? []).Where(finalizer => finalizer != JobNames.TrackingFinalizer)];
    }
}
