using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>Pods, when they are created and when they or their subresources change.</summary>
internal static class PodValidation
{
    private static readonly FieldPath Meta = FieldPath.Of("metadata");
    private static readonly FieldPath Spec = FieldPath.Of("spec");

    public static FieldErrors OfCreate(V1Pod pod)
    {
        var errors = new FieldErrors();
        Validate(pod, errors);
        if (pod.Spec.EphemeralContainers is { Count: > 0 })
        {
            errors.Forbidden(Spec.Child("ephemeralContainers"), "cannot be set on create");
        }

        if (!string.IsNullOrEmpty(pod.Spec.NodeName) && pod.Spec.SchedulingGates is { Count: > 0 })
        {
            errors.Forbidden(Spec.Child("nodeName"), "cannot be set until all schedulingGates have been cleared");
        }

        return errors;
    }

    public static FieldErrors OfUpdate(V1Pod pod, V1Pod old, string subresource)
    {
        var errors = new FieldErrors();
        ObjectMetaValidation.ValidateUpdate(pod.Metadata, old.Metadata, errors);
        if (subresource == "status")
        {
            PodAnnotationValidation.ValidateUpdate(pod, old, Meta.Child("annotations"), errors);
            PodStatusValidation.Validate(pod, old, errors);
            return errors;
        }

        Validate(pod, errors);
        PodAnnotationValidation.ValidateUpdate(pod, old, Meta.Child("annotations"), errors);
        switch (subresource)
        {
            case "ephemeralcontainers":
                PodChangeValidation.ValidateEphemeralContainers(pod, old, errors);
                break;
            case "resize":
                PodChangeValidation.ValidateResize(pod, old, errors);
                break;
            default:
                PodChangeValidation.Validate(pod, old, errors);
                break;
        }

        return errors;
    }

    private static void Validate(V1Pod pod, FieldErrors errors)
    {
        ObjectMetaValidation.Validate(pod.Metadata, isNamespaced: true, NameRules.DnsSubdomain, errors);
        PodAnnotationValidation.Validate(pod.Metadata, pod.Spec, Meta.Child("annotations"), errors);
        PodSpecValidation.Validate(pod.Spec, pod.Metadata, Spec, errors);
        ValidateTokens(pod.Spec, errors);
        foreach (var (index, container) in (pod.Spec.Containers ?? []).Index())
        {
            ContainerValidation.ValidateInPod(container, Spec.Child("containers").Index(index), errors);
        }

        foreach (var (index, container) in (pod.Spec.InitContainers ?? []).Index())
        {
            ContainerValidation.ValidateInPod(container, Spec.Child("initContainers").Index(index), errors);
        }
    }

    // A token is of an account, so there has to be one.
    private static void ValidateTokens(V1PodSpec spec, FieldErrors errors)
    {
        if (!string.IsNullOrEmpty(spec.ServiceAccountName))
        {
            return;
        }

        foreach (var (index, volume) in (spec.Volumes ?? []).Index())
        {
            foreach (var (sourceIndex, source) in (volume.Projected?.Sources ?? []).Index())
            {
                if (source.ServiceAccountToken is not null)
                {
                    errors.Forbidden(
                        Spec.Child("volumes").Index(index).Child("projected", "sources").Index(sourceIndex)
                            .Child("serviceAccountToken"),
                        "must not be specified when serviceAccountName is not set");
                }
            }
        }
    }
}
