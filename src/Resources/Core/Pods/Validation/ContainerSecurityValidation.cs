using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>The security context of one container.</summary>
internal static class ContainerSecurityValidation
{
    private static readonly string[] ProcMounts = ["Default", "Unmasked"];

    public static void Validate(V1SecurityContext? context, bool usesHostUsers, FieldPath path, FieldErrors errors)
    {
        if (context is null)
        {
            return;
        }

        SecurityIds.Validate(context.RunAsUser, path.Child("runAsUser"), errors);
        SecurityIds.Validate(context.RunAsGroup, path.Child("runAsGroup"), errors);
        if (context.ProcMount is { } procMount && !ProcMounts.Contains(procMount))
        {
            errors.NotSupported(path.Child("procMount"), procMount, ProcMounts);
        }

        if (usesHostUsers && context.ProcMount == "Unmasked")
        {
            errors.Invalid(path.Child("procMount"), "Unmasked", "`hostUsers` must be false to use `Unmasked`");
        }

        ProfileValidation.ValidateSeccomp(context.SeccompProfile, path.Child("seccompProfile"), errors);
        ValidateEscalation(context, path, errors);
        ProfileValidation.ValidateAppArmor(context.AppArmorProfile, path.Child("appArmorProfile"), errors);
    }

    private static void ValidateEscalation(V1SecurityContext context, FieldPath path, FieldErrors errors)
    {
        if (context.AllowPrivilegeEscalation is not false)
        {
            return;
        }

        if (context.Privileged is true)
        {
            errors.Invalid(path, context, "cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
        }

        if (context.Capabilities?.Add?.Contains("CAP_SYS_ADMIN") is true)
        {
            errors.Invalid(
                path,
                context,
                "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN");
        }
    }
}
