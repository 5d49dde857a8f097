using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>Where a container sees the pod's volumes, as files or as raw devices.</summary>
internal static class MountValidation
{
    private static readonly string[] Propagations = ["Bidirectional", "HostToContainer", "None"];
    private static readonly string[] RecursiveModes = ["Disabled", "Enabled", "IfPossible"];

    public static void Validate(V1Container container, PodScope scope, FieldPath path, FieldErrors errors)
    {
        var paths = new HashSet<string>();
        foreach (var (index, mount) in (container.VolumeMounts ?? []).Index())
        {
            ValidatePlace(mount, container, scope, paths, path.Child("volumeMounts").Index(index), errors);
            ValidateMode(mount, container, path.Child("volumeMounts"), path.Child("volumeMounts").Index(index), errors);
        }

        ValidateDevices(container, scope, path.Child("volumeDevices"), errors);
    }

    private static void ValidatePlace(
        V1VolumeMount mount,
        V1Container container,
        PodScope scope,
        HashSet<string> paths,
        FieldPath path,
        FieldErrors errors)
    {
        var (name, mountPath) = (mount.Name ?? "", mount.MountPath ?? "");
        if (name.Length == 0)
        {
            errors.Required(path.Child("name"));
        }

        if (!scope.Volumes.ContainsKey(name))
        {
            errors.NotFound(path.Child("name"), name);
        }

        if (mountPath.Length == 0)
        {
            errors.Required(path.Child("mountPath"));
        }

        if (!paths.Add(mountPath))
        {
            errors.Invalid(path.Child("mountPath"), mountPath, "must be unique");
        }

        if ((container.VolumeDevices ?? []).Any(device => device.Name == name))
        {
            errors.Invalid(path.Child("name"), name, "must not already exist in volumeDevices");
        }

        if ((container.VolumeDevices ?? []).Any(device => device.DevicePath == mountPath))
        {
            errors.Invalid(path.Child("mountPath"), mountPath, "must not already exist as a path in volumeDevices");
        }
    }

    // Kubernetes names the list, not its element, for the path and mode of a mount.
    private static void ValidateMode(
        V1VolumeMount mount, V1Container container, FieldPath list, FieldPath path, FieldErrors errors)
    {
        if (!string.IsNullOrEmpty(mount.SubPath))
        {
            PathSyntax.ValidateDescending(mount.SubPath, list.Child("subPath"), errors);
        }

        if (!string.IsNullOrEmpty(mount.SubPathExpr))
        {
            if (!string.IsNullOrEmpty(mount.SubPath))
            {
                errors.Invalid(
                    path.Child("subPathExpr"),
                    mount.SubPathExpr,
                    "subPathExpr and subPath are mutually exclusive");
            }

            PathSyntax.ValidateDescending(mount.SubPathExpr, list.Child("subPathExpr"), errors);
        }

        if (mount.MountPropagation is not null && !Propagations.Contains(mount.MountPropagation))
        {
            errors.NotSupported(list.Child("mountPropagation"), mount.MountPropagation, Propagations);
        }

        if (mount.MountPropagation == "Bidirectional" && container.SecurityContext?.Privileged is not true)
        {
            errors.Forbidden(
                list.Child("mountPropagation"),
                "Bidirectional mount propagation is available only to privileged containers");
        }

        ValidateRecursion(mount, list.Child("recursiveReadOnly"), errors);
    }

    private static void ValidateRecursion(V1VolumeMount mount, FieldPath path, FieldErrors errors)
    {
        if (mount.RecursiveReadOnly is null or "Disabled")
        {
            return;
        }

        if (!RecursiveModes.Contains(mount.RecursiveReadOnly))
        {
            errors.NotSupported(path, mount.RecursiveReadOnly, RecursiveModes);
            return;
        }

        if (mount.ReadOnlyProperty is not true)
        {
            errors.Forbidden(path, "may only be specified when readOnly is true");
        }

        if (mount.MountPropagation is not (null or "None"))
        {
            errors.Forbidden(path, "may only be specified when mountPropagation is None or not specified");
        }
    }

    private static void ValidateDevices(V1Container container, PodScope scope, FieldPath list, FieldErrors errors)
    {
        var names = new HashSet<string>();
        var paths = new HashSet<string>();
        foreach (var (index, device) in (container.VolumeDevices ?? []).Index())
        {
            var (path, name, devicePath) = (list.Index(index), device.Name ?? "", device.DevicePath ?? "");
            if (name.Length == 0)
            {
                errors.Required(path.Child("name"));
            }
            else if (!names.Add(name))
            {
                errors.Invalid(path.Child("name"), name, "must be unique");
            }

            ValidateDeviceVolume(name, scope, path.Child("name"), errors);
            ValidateDevicePath(devicePath, paths, path.Child("devicePath"), errors);
            if ((container.VolumeMounts ?? []).Any(mount => mount.Name == name))
            {
                errors.Invalid(path.Child("name"), name, "must not already exist in volumeMounts");
            }

            if ((container.VolumeMounts ?? []).Any(mount => mount.MountPath == devicePath))
            {
                errors.Invalid(
                    path.Child("devicePath"), devicePath, "must not already exist as a path in volumeMounts");
            }
        }
    }

    private static void ValidateDeviceVolume(string name, PodScope scope, FieldPath path, FieldErrors errors)
    {
        if (!scope.Volumes.TryGetValue(name, out var volume))
        {
            errors.NotFound(path, name);
        }
        else if (volume is { PersistentVolumeClaim: null, Ephemeral: null })
        {
            errors.Invalid(
                path, name, "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode");
        }
    }

    private static void ValidateDevicePath(string path, HashSet<string> paths, FieldPath field, FieldErrors errors)
    {
        if (path.Length == 0)
        {
            errors.Required(field);
        }
        else if (PathSyntax.HasBacksteps(path))
        {
            errors.Invalid(field, path, "can not contain backsteps ('..')");
        }
        else if (!paths.Add(path))
        {
            errors.Invalid(field, path, "must be unique");
        }
    }
}
