using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Warnings;

/// <summary>What is allowed in a pod but hardly meant.</summary>
internal static class PodWarnings
{
    private static readonly (string Key, string Instead)[] DeadAnnotations =
    [
        ("scheduler.alpha.kubernetes.io/critical-pod", "non-functional in v1.16+; use the \"priorityClassName\" field instead"),
        ("security.alpha.kubernetes.io/sysctls", "non-functional in v1.11+; use the \"sysctls\" field instead"),
        ("security.alpha.kubernetes.io/unsafe-sysctls", "non-functional in v1.11+; use the \"sysctls\" field instead"),
    ];

    public static IReadOnlyList<string> OfCreate(V1Pod pod)
    {
        var problems = NameSyntax.DnsLabel(pod.Metadata.Name ?? "");
        return problems.Count == 0
            ? OfUpdate(pod)
            :
            [
                "metadata.name: this is used in the Pod's hostname, which can result in surprising behavior; "
                    + $"a DNS label is recommended: [{string.Join(' ', problems)}]",
                .. OfUpdate(pod),
            ];
    }

    public static IReadOnlyList<string> OfUpdate(V1Pod pod) =>
        Of(pod.Spec, pod.Metadata, FieldPath.Of("metadata"), FieldPath.Of("spec"));

    /// <summary>The warnings a pod's template shares with it.</summary>
    public static IReadOnlyList<string> OfTemplate(V1PodTemplateSpec template, FieldPath path) =>
        Of(template.Spec, template.Metadata ?? new V1ObjectMeta(), path.Child("metadata"), path.Child("spec"));

    private static List<string> Of(V1PodSpec spec, V1ObjectMeta meta, FieldPath metadata, FieldPath path)
    {
        var warnings = new List<string>();
        PlacementWarnings.AddNodeLabels(spec, path, warnings);
        foreach (var (key, instead) in DeadAnnotations.Where(dead => meta.Annotations?.ContainsKey(dead.Key) is true))
        {
            warnings.Add($"{metadata.Child("annotations").Key(key)}: {instead}");
        }

        VolumeWarnings.Add(spec.Volumes ?? [], path.Child("volumes"), warnings);
        AddRepeated(spec.HostAliases?.Select(alias => alias.Ip), path.Child("hostAliases"), "ip", warnings);
        AddRepeated(spec.ImagePullSecrets?.Select(secret => secret.Name ?? ""), path.Child("imagePullSecrets"), "name", warnings);
        foreach (var (index, _) in (spec.ImagePullSecrets ?? []).Index().Where(secret => string.IsNullOrEmpty(secret.Item.Name)))
        {
            warnings.Add($"{path.Child("imagePullSecrets").Index(index).Child("name")}: invalid empty name \"\"");
        }

        ContainerWarnings.AddFractions(spec.Overhead, path.Child("overhead"), "memory", warnings);
        ContainerWarnings.AddFractions(spec.Overhead, path.Child("overhead"), "ephemeral-storage", warnings);
        ContainerWarnings.Add(spec, path, warnings);
        PortWarnings.Add(spec, path, warnings);
        if (spec.TerminationGracePeriodSeconds < 0)
        {
            warnings.Add(
                $"{path.Child("terminationGracePeriodSeconds")}: must be >= 0; negative values are invalid and will "
                + "be treated as 1");
        }

        PlacementWarnings.AddPodAffinity(spec.Affinity, path.Child("affinity"), warnings);
        return warnings;
    }

    private static void AddRepeated(IEnumerable<string>? values, FieldPath path, string field, List<string> warnings)
    {
        var seen = new HashSet<string>();
        foreach (var (index, value) in (values ?? []).Index().Where(entry => !seen.Add(entry.Item)))
        {
            warnings.Add($"{path.Index(index).Child(field)}: duplicate {field} \"{value}\"");
        }
    }
}
