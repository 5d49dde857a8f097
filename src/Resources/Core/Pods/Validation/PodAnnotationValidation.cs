using System.Globalization;
using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>Annotations that configure a pod.</summary>
internal static class PodAnnotationValidation
{
    private const string MirrorPod = "kubernetes.io/config.mirror";
    private const string DeletionCost = "controller.kubernetes.io/pod-deletion-cost";

    public static void Validate(V1ObjectMeta? meta, V1PodSpec spec, FieldPath path, FieldErrors errors)
    {
        if (meta?.Annotations is not { } annotations)
        {
            return;
        }

        if (annotations.ContainsKey(MirrorPod) && string.IsNullOrEmpty(spec.NodeName))
        {
            errors.Required(path.Key(MirrorPod), "must set spec.nodeName if mirror pod annotation is set");
        }

        if (annotations.TryGetValue(DeletionCost, out var cost) && !IsCost(cost))
        {
            errors.Invalid(path.Key(DeletionCost), cost, "must be a 32bit integer");
        }
    }

    public static void ValidateUpdate(V1Pod pod, V1Pod old, FieldPath path, FieldErrors errors)
    {
        var (now, before) = (MirrorOf(pod), MirrorOf(old));
        if (now != before)
        {
            errors.Forbidden(
                path.Key(MirrorPod),
                before is null ? "may not add mirror pod annotation" : "may not remove or update mirror pod annotation");
        }

        Validate(pod.Metadata, pod.Spec, path, errors);
    }

    public static bool IsMirror(V1Pod pod) => MirrorOf(pod) is not null;

    private static string? MirrorOf(V1Pod pod) =>
        pod.Metadata.Annotations?.TryGetValue(MirrorPod, out var value) is true ? value : null;

    private static bool IsCost(string text) =>
        !text.StartsWith('+')
        && !(text.Length > 1 && text.StartsWith('0'))
        && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
}
