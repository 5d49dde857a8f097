using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>Volumes whose files come from the node or from other objects.</summary>
internal static class FileVolumeValidation
{
    private const int ModeMax = 0b111_111_111;

    private static readonly string[] HostPathTypes =
        ["", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"];

    public static void Validate(object source, FieldPath path, FieldErrors errors)
    {
        switch (source)
        {
            case V1EmptyDirVolumeSource emptyDir when emptyDir.SizeLimit?.ToDecimal() < 0:
                errors.Forbidden(path.Child("sizeLimit"), "SizeLimit field must be a valid resource quantity");
                break;
            case V1HostPathVolumeSource hostPath:
                ValidateHostPath(hostPath, path, errors);
                break;
            case V1SecretVolumeSource secret:
                Named(secret.SecretName, path.Child("secretName"), errors);
                ValidateMode(secret.DefaultMode, path.Child("defaultMode"), errors);
                ValidateItems(secret.Items, path.Child("items"), errors);
                break;
            case V1ConfigMapVolumeSource configMap:
                Named(configMap.Name, path.Child("name"), errors);
                ValidateMode(configMap.DefaultMode, path.Child("defaultMode"), errors);
                ValidateItems(configMap.Items, path.Child("items"), errors);
                break;
            case V1DownwardAPIVolumeSource downward:
                ValidateMode(downward.DefaultMode, path.Child("defaultMode"), errors);
                ValidateFiles(downward.Items, path, errors);
                break;
            case V1ProjectedVolumeSource projected:
                ValidateMode(projected.DefaultMode, path.Child("defaultMode"), errors);
                ProjectionValidation.Validate(projected, path, errors);
                break;
            case V1PersistentVolumeClaimVolumeSource claim:
                Named(claim.ClaimName, path.Child("claimName"), errors);
                break;
            case V1EphemeralVolumeSource { VolumeClaimTemplate: null }:
                errors.Required(path.Child("volumeClaimTemplate"));
                break;
            case V1ImageVolumeSource image:
                Named(image.Reference, path.Child("reference"), errors);
                break;
            default:
                break;
        }
    }

    public static void Named(string? name, FieldPath path, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(name))
        {
            errors.Required(path);
        }
    }

    public static void ValidateItems(IList<V1KeyToPath>? items, FieldPath path, FieldErrors errors)
    {
        foreach (var (index, item) in (items ?? []).Index())
        {
            var itemPath = path.Index(index);
            Named(item.Key, itemPath.Child("key"), errors);
            Named(item.Path, itemPath.Child("path"), errors);
            PathSyntax.ValidateNotReserved(item.Path ?? "", itemPath.Child("path"), errors);
            ValidateMode(item.Mode, itemPath.Child("mode"), errors);
        }
    }

    // Kubernetes names the volume, not its item, in these.
    public static void ValidateFiles(IList<V1DownwardAPIVolumeFile>? files, FieldPath path, FieldErrors errors)
    {
        foreach (var file in files ?? [])
        {
            Named(file.Path, path.Child("path"), errors);
            PathSyntax.ValidateNotReserved(file.Path ?? "", path.Child("path"), errors);
            ValidateReference(file, path, errors);
            ValidateMode(file.Mode, path.Child("mode"), errors);
        }
    }

    private static void ValidateReference(V1DownwardAPIVolumeFile file, FieldPath path, FieldErrors errors)
    {
        if (file.FieldRef is { } field)
        {
            DownwardValidation.ValidateInVolume(field, path.Child("fieldRef"), errors);
            if (file.ResourceFieldRef is not null)
            {
                errors.Invalid(
                    path, "resource", "fieldRef and resourceFieldRef can not be specified simultaneously");
            }
        }
        else if (file.ResourceFieldRef is { } resource)
        {
            DownwardValidation.Validate(resource, isVolume: true, path.Child("resourceFieldRef"), errors);
        }
        else
        {
            errors.Required(path, "one of fieldRef and resourceFieldRef is required");
        }
    }

    private static void ValidateHostPath(V1HostPathVolumeSource hostPath, FieldPath path, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(hostPath.Path))
        {
            errors.Required(path.Child("path"));
            return;
        }

        PathSyntax.ValidateNoBacksteps(hostPath.Path, path.Child("path"), errors);
        if (hostPath.Type is { } type && !HostPathTypes.Contains(type))
        {
            errors.NotSupported(path.Child("type"), type, HostPathTypes);
        }
    }

    private static void ValidateMode(int? mode, FieldPath path, FieldErrors errors)
    {
        if (mode is < 0 or > ModeMax)
        {
            errors.Invalid(path, mode, "must be a number between 0 and 0777 (octal), both inclusive");
        }
    }
}
