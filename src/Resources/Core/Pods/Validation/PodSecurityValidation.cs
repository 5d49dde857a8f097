using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>The security context a pod gives all its containers.</summary>
internal static class PodSecurityValidation
{
    private static readonly string[] GroupChangePolicies = ["Always", "OnRootMismatch"];
    private static readonly string[] GroupPolicies = ["Merge", "Strict"];
    private static readonly string[] LabelChangePolicies = ["MountOption", "Recursive"];

    public static void Validate(V1PodSpec spec, FieldPath specPath, FieldErrors errors)
    {
        if (spec.SecurityContext is not { } context)
        {
            return;
        }

        var path = specPath.Child("securityContext");
        SecurityIds.Validate(context.FsGroup, path.Child("fsGroup"), errors);
        SecurityIds.Validate(context.RunAsUser, path.Child("runAsUser"), errors);
        SecurityIds.Validate(context.RunAsGroup, path.Child("runAsGroup"), errors);
        foreach (var (index, group) in (context.SupplementalGroups ?? []).Index())
        {
            SecurityIds.Validate(group, path.Child("supplementalGroups").Index(index), errors);
        }

        if (spec is { ShareProcessNamespace: true, HostPID: true })
        {
            errors.Invalid(
                path.Child("shareProcessNamespace"),
                true,
                "ShareProcessNamespace and HostPID cannot both be enabled");
        }

        SysctlValidation.Validate(spec, path.Child("sysctls"), errors);
        Supported(context.FsGroupChangePolicy, GroupChangePolicies, path.Child("fsGroupChangePolicy"), errors);
        ProfileValidation.ValidateSeccomp(context.SeccompProfile, path.Child("seccompProfile"), errors);
        ProfileValidation.ValidateAppArmor(context.AppArmorProfile, path.Child("appArmorProfile"), errors);
        Supported(context.SupplementalGroupsPolicy, GroupPolicies, path.Child("supplementalGroupsPolicy"), errors);
        Supported(context.SeLinuxChangePolicy, LabelChangePolicies, path.Child("seLinuxChangePolicy"), errors);
    }

    /// <summary>A user namespace of its own does not go with the host's other namespaces.</summary>
    public static void ValidateHostUsers(V1PodSpec spec, FieldPath path, FieldErrors errors)
    {
        if (spec.HostUsers is not false)
        {
            return;
        }

        Forbid(spec.HostNetwork, path.Child("hostNetwork"), errors);
        Forbid(spec.HostPID, path.Child("HostPID"), errors);
        Forbid(spec.HostIPC, path.Child("HostIPC"), errors);
    }

    private static void Forbid(bool? isSet, FieldPath path, FieldErrors errors)
    {
        if (isSet is true)
        {
            errors.Forbidden(path, "when `pod.Spec.HostUsers` is false");
        }
    }

    private static void Supported(string? value, string[] supported, FieldPath path, FieldErrors errors)
    {
        if (value is not null && !supported.Contains(value))
        {
            errors.NotSupported(path, value, supported);
        }
    }
}
