using k8s;
using k8s.Models;

namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>The parts of a suspended job's template that may still change.</summary>
internal static class JobTemplateSteering
{
    /// <summary>The template with those parts as they were, so that the rest can be compared.</summary>
    public static V1PodTemplateSpec WithOldDirectives(V1PodTemplateSpec template, V1PodTemplateSpec old)
    {
        var rest = KubernetesJson.Deserialize<V1PodTemplateSpec>(KubernetesJson.Serialize(template));
        rest.Metadata ??= new V1ObjectMeta();
        rest.Metadata.Labels = old.Metadata?.Labels;
        rest.Metadata.Annotations = old.Metadata?.Annotations;
        rest.Spec.NodeSelector = old.Spec.NodeSelector;
        rest.Spec.Tolerations = old.Spec.Tolerations;
        rest.Spec.SchedulingGates = old.Spec.SchedulingGates;
        TakeNodeAffinity(rest.Spec, old.Spec);
        foreach (var (container, before) in (rest.Spec.Containers ?? []).Zip(old.Spec.Containers ?? []))
        {
            container.Resources = before.Resources;
        }

        return rest;
    }

    private static void TakeNodeAffinity(V1PodSpec spec, V1PodSpec old)
    {
        var others = spec.Affinity is { PodAffinity: not null } or { PodAntiAffinity: not null };
        if (old.Affinity is null && !others)
        {
            spec.Affinity = null;
            return;
        }

        spec.Affinity ??= new V1Affinity();
        spec.Affinity.NodeAffinity = old.Affinity?.NodeAffinity;
    }
}
