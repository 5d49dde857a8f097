using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>A pod's spec, in a pod or in a template.</summary>
internal static class PodSpecValidation
{
    private static readonly string[] RestartPolicies = ["Always", "OnFailure", "Never"];
    private static readonly string[] DnsPolicies = ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"];
    private static readonly string[] PreemptionPolicies = ["PreemptLowerPriority", "Never"];

    /// <param name="spec">The spec.</param>
    /// <param name="pod">The metadata of a real pod, null for a template.</param>
    /// <param name="path">Where the spec is.</param>
    /// <param name="errors">Receives the problems.</param>
    public static void Validate(V1PodSpec spec, V1ObjectMeta? pod, FieldPath path, FieldErrors errors)
    {
        ValidateContent(spec, pod, path, errors);
        NetworkValidation.ValidateHostPorts(spec, isPod: pod is not null, path, errors);
        OneOf(spec.RestartPolicy, RestartPolicies, path.Child("restartPolicy"), errors);
        OneOf(spec.DnsPolicy, DnsPolicies, path.Child("dnsPolicy"), errors);
        LabelValidation.ValidateLabels(spec.NodeSelector, path.Child("nodeSelector"), errors);
        PodSecurityValidation.Validate(spec, path, errors);
        AffinityValidation.Validate(spec.Affinity, path.Child("affinity"), errors);
        NetworkValidation.ValidateDns(spec, path.Child("dnsConfig"), errors);
        ValidateGates(spec, path, errors);
        TopologySpreadValidation.Validate(
            spec.TopologySpreadConstraints, path.Child("topologySpreadConstraints"), errors);
        PodSecurityValidation.ValidateHostUsers(spec, path, errors);
        ValidateScalars(spec, path, errors);
        PodOsValidation.Validate(spec, path, errors);
    }

    internal static void OneOf(string? value, string[] supported, FieldPath path, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(value))
        {
            errors.Required(path);
        }
        else if (!supported.Contains(value))
        {
            errors.NotSupported(path, value, supported);
        }
    }

    private static void ValidateContent(V1PodSpec spec, V1ObjectMeta? pod, FieldPath path, FieldErrors errors)
    {
        var volumes = VolumeValidation.Validate(spec.Volumes, pod?.Name, path.Child("volumes"), errors);
        var scope = PodScope.Of(spec, volumes);
        ResourceClaimValidation.Validate(spec.ResourceClaims, path.Child("resourceClaims"), errors);
        ContainersValidation.Validate(spec, scope, path, errors);
        if (spec.Resources is not null)
        {
            PodResourceValidation.Validate(spec, scope, path.Child("resources"), errors);
        }
    }

    private static void ValidateGates(V1PodSpec spec, FieldPath path, FieldErrors errors)
    {
        foreach (var (index, gate) in (spec.ReadinessGates ?? []).Index())
        {
            var type = gate.ConditionType ?? "";
            errors.Invalid(
                path.Child("readinessGates").Index(index).Child("conditionType"), type, NameSyntax.QualifiedName(type));
        }

        var seen = new HashSet<string>();
        foreach (var (index, gate) in (spec.SchedulingGates ?? []).Index())
        {
            var (name, gatePath) = (gate.Name ?? "", path.Child("schedulingGates").Index(index));
            errors.Invalid(gatePath, name, NameSyntax.QualifiedName(name));
            if (!seen.Add(name))
            {
                errors.Duplicate(gatePath, name);
            }
        }
    }

    private static void ValidateScalars(V1PodSpec spec, FieldPath path, FieldErrors errors)
    {
        Name(spec.ServiceAccountName, NameSyntax.DnsSubdomain, path.Child("serviceAccountName"), errors);
        Name(spec.NodeName, NameSyntax.DnsSubdomain, path.Child("nodeName"), errors);
        if (spec.ActiveDeadlineSeconds is < 1 or > int.MaxValue)
        {
            errors.Invalid(
                path.Child("activeDeadlineSeconds"),
                spec.ActiveDeadlineSeconds,
                $"must be between 1 and {int.MaxValue}, inclusive");
        }

        Name(spec.Hostname, NameSyntax.DnsLabel, path.Child("hostname"), errors);
        Name(spec.Subdomain, NameSyntax.DnsLabel, path.Child("subdomain"), errors);
        TolerationValidation.Validate(spec.Tolerations, path.Child("tolerations"), errors);
        NetworkValidation.ValidateHostAliases(spec.HostAliases, path.Child("hostAliases"), errors);
        Name(spec.PriorityClassName, NameSyntax.DnsSubdomain, path.Child("priorityClassName"), errors);
        Name(spec.RuntimeClassName, NameSyntax.DnsSubdomain, path.Child("runtimeClassName"), errors);
        if (spec.PreemptionPolicy is not null)
        {
            OneOf(spec.PreemptionPolicy, PreemptionPolicies, path.Child("preemptionPolicy"), errors);
        }

        ResourceValidation.ValidateOverhead(spec.Overhead, path.Child("overhead"), errors);
    }

    private static void Name(
        string? name, Func<string, IReadOnlyList<string>> problems, FieldPath path, FieldErrors errors)
    {
        if (!string.IsNullOrEmpty(name))
        {
            errors.Invalid(path, name, problems(name));
        }
    }
}
