using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>Seccomp and AppArmor profiles: built in, none, or a file on the node.</summary>
internal static class ProfileValidation
{
    private static readonly string[] Types = ["Localhost", "RuntimeDefault", "Unconfined"];

    public static void ValidateSeccomp(V1SeccompProfile? profile, FieldPath path, FieldErrors errors)
    {
        if (profile is null)
        {
            return;
        }

        Type(profile.Type, "type is required when seccompProfile is set", path.Child("type"), errors);
        var local = path.Child("localhostProfile");
        if (profile.Type == "Localhost" && profile.LocalhostProfile is null)
        {
            errors.Required(local, "must be set when seccomp type is Localhost");
        }
        else if (profile.Type == "Localhost")
        {
            PathSyntax.ValidateDescending(profile.LocalhostProfile, local, errors);
        }
        else if (profile.LocalhostProfile is not null)
        {
            errors.Invalid(local, profile, "can only be set when seccomp type is Localhost");
        }
    }

    public static void ValidateAppArmor(V1AppArmorProfile? profile, FieldPath path, FieldErrors errors)
    {
        if (profile is null)
        {
            return;
        }

        Type(profile.Type, "type is required when appArmorProfile is set", path.Child("type"), errors);
        var (local, name) = (path.Child("localhostProfile"), profile.LocalhostProfile);
        if (profile.Type == "Localhost" && string.IsNullOrEmpty(name))
        {
            errors.Required(local, "must be set when AppArmor type is Localhost");
        }
        else if (profile.Type == "Localhost" && name != name.Trim())
        {
            errors.Invalid(local, name, "must not be padded with whitespace");
        }
        else if (profile.Type is "RuntimeDefault" or "Unconfined" && name is not null)
        {
            errors.Invalid(local, name, "can only be set when AppArmor type is Localhost");
        }
    }

    private static void Type(string? type, string whenMissing, FieldPath path, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(type))
        {
            errors.Required(path, whenMissing);
        }
        else if (!Types.Contains(type))
        {
            errors.NotSupported(path, type, Types);
        }
    }
}
