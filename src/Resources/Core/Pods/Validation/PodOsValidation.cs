using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>What a pod may not ask of the operating system it names.</summary>
internal static class PodOsValidation
{
    private const string NotForWindows = "cannot be set for a windows pod";
    private const string NotForLinux = "windows options cannot be set for a linux pod";

    private static readonly string[] Names = ["linux", "windows"];

    public static void Validate(V1PodSpec spec, FieldPath path, FieldErrors errors)
    {
        if (spec.Os is not { } os)
        {
            return;
        }

        if (string.IsNullOrEmpty(os.Name))
        {
            errors.Required(path.Child("os", "name"));
        }
        else if (!Names.Contains(os.Name))
        {
            errors.NotSupported(path.Child("os", "name"), os.Name, Names);
        }
        else if (os.Name == "linux")
        {
            ValidateLinux(spec, path, errors);
        }
        else
        {
            ValidateWindows(spec, path, errors);
        }
    }

    private static void ValidateLinux(V1PodSpec spec, FieldPath path, FieldErrors errors)
    {
        Forbid(spec.SecurityContext?.WindowsOptions, path.Child("securityContext", "windowsOptions"), NotForLinux, errors);
        foreach (var (context, field) in ContainerContexts(spec, path))
        {
            Forbid(context.WindowsOptions, field.Child("windowsOptions"), NotForLinux, errors);
        }
    }

    private static void ValidateWindows(V1PodSpec spec, FieldPath path, FieldErrors errors)
    {
        ForbidInPod(spec, path, errors);
        foreach (var (context, field) in ContainerContexts(spec, path))
        {
            Forbid(context.AppArmorProfile, field.Child("appArmorProfile"), NotForWindows, errors);
            Forbid(context.SeLinuxOptions, field.Child("seLinuxOptions"), NotForWindows, errors);
            Forbid(context.SeccompProfile, field.Child("seccompProfile"), NotForWindows, errors);
            Forbid(context.Capabilities, field.Child("capabilities"), NotForWindows, errors);
            Forbid(context.ReadOnlyRootFilesystem, field.Child("readOnlyRootFilesystem"), NotForWindows, errors);
            Forbid(context.Privileged, field.Child("privileged"), NotForWindows, errors);
            Forbid(context.AllowPrivilegeEscalation, field.Child("allowPrivilegeEscalation"), NotForWindows, errors);
            Forbid(context.ProcMount, field.Child("procMount"), NotForWindows, errors);
            Forbid(context.RunAsUser, field.Child("runAsUser"), NotForWindows, errors);
            Forbid(context.RunAsGroup, field.Child("runAsGroup"), NotForWindows, errors);
        }
    }

    private static void ForbidInPod(V1PodSpec spec, FieldPath path, FieldErrors errors)
    {
        var (context, field) = (spec.SecurityContext ?? new V1PodSecurityContext(), path.Child("securityContext"));
        Forbid(context.AppArmorProfile, field.Child("appArmorProfile"), NotForWindows, errors);
        Forbid(context.SeLinuxOptions, field.Child("seLinuxOptions"), NotForWindows, errors);
        Forbid(spec.HostUsers, path.Child("hostUsers"), NotForWindows, errors);
        Forbid(spec.HostPID is true ? true : null, path.Child("hostPID"), NotForWindows, errors);
        Forbid(spec.HostIPC is true ? true : null, path.Child("hostIPC"), NotForWindows, errors);
        Forbid(context.SeccompProfile, field.Child("seccompProfile"), NotForWindows, errors);
        Forbid(context.FsGroup, field.Child("fsGroup"), NotForWindows, errors);
        Forbid(context.FsGroupChangePolicy, field.Child("fsGroupChangePolicy"), NotForWindows, errors);
        Forbid(context.Sysctls is { Count: > 0 } ? context.Sysctls : null, field.Child("sysctls"), NotForWindows, errors);
        Forbid(spec.ShareProcessNamespace, path.Child("shareProcessNamespace"), NotForWindows, errors);
        Forbid(context.RunAsUser, field.Child("runAsUser"), NotForWindows, errors);
        Forbid(context.RunAsGroup, field.Child("runAsGroup"), NotForWindows, errors);
        Forbid(context.SupplementalGroups, field.Child("supplementalGroups"), NotForWindows, errors);
        Forbid(context.SupplementalGroupsPolicy, field.Child("supplementalGroupsPolicy"), NotForWindows, errors);
        Forbid(context.SeLinuxChangePolicy, field.Child("seLinuxChangePolicy"), NotForWindows, errors);
    }

    private static IEnumerable<(V1SecurityContext Context, FieldPath Path)> ContainerContexts(
        V1PodSpec spec, FieldPath path) =>
        Contexts(spec.InitContainers, path.Child("initContainers"))
            .Concat(Contexts(spec.Containers, path.Child("containers")));

    private static IEnumerable<(V1SecurityContext Context, FieldPath Path)> Contexts(
        IList<V1Container>? containers, FieldPath path) =>
        (containers ?? []).Index()
            .Where(container => container.Item.SecurityContext is not null)
            .Select(container =>
                (container.Item.SecurityContext, path.Index(container.Index).Child("securityContext")));

    private static void Forbid(object? value, FieldPath path, string why, FieldErrors errors)
    {
        if (value is not null)
        {
            errors.Forbidden(path, why);
        }
    }
}
