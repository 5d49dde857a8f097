using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>The pod template of a workload.</summary>
internal static class PodTemplateValidation
{
    public static void Validate(V1PodTemplateSpec template, FieldPath path, FieldErrors errors)
    {
        var labels = path.Child("labels");
        LabelValidation.ValidateLabels(template.Metadata?.Labels, labels, errors);
        LabelValidation.ValidateAnnotations(template.Metadata?.Annotations, path.Child("annotations"), errors);
        PodAnnotationValidation.Validate(template.Metadata, template.Spec, path.Child("annotations"), errors);
        PodSpecValidation.Validate(template.Spec, null, path.Child("spec"), errors);
        if (template.Spec.EphemeralContainers is { Count: > 0 })
        {
            errors.Forbidden(
                path.Child("spec", "ephemeralContainers"), "ephemeral containers not allowed in pod template");
        }
    }
}
