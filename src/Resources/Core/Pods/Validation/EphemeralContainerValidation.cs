using k8s;
using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>Containers added to a running pod to look into it: they may not become part of the service.</summary>
internal static class EphemeralContainerValidation
{
    private const string NotAllowed = "cannot be set for an Ephemeral Container";

    public static void Validate(V1PodSpec spec, PodScope scope, FieldPath path, FieldErrors errors)
    {
        var targets = (spec.Containers ?? []).Concat(spec.InitContainers ?? [])
            .Select(container => container.Name ?? "").ToHashSet();
        var names = new HashSet<string>(targets);
        foreach (var (index, container) in (spec.EphemeralContainers ?? []).Index())
        {
            var containerPath = path.Index(index);
            ValidateAsContainer(container, scope, containerPath, errors);
            if (!names.Add(container.Name ?? ""))
            {
                errors.Duplicate(containerPath.Child("name"), container.Name ?? "");
            }

            if (!string.IsNullOrEmpty(container.TargetContainerName) && !targets.Contains(container.TargetContainerName))
            {
                errors.NotFound(containerPath.Child("targetContainerName"), container.TargetContainerName);
            }

            ForbidServiceFields(container, containerPath, errors);
        }
    }

    private static void ValidateAsContainer(
        V1EphemeralContainer container, PodScope scope, FieldPath path, FieldErrors errors)
    {
        // Both wire types spell their common fields alike.
        var common = KubernetesJson.Deserialize<V1Container>(KubernetesJson.Serialize(container));
        ContainerValidation.Validate(common, scope, path, errors);
        ContainerValidation.ValidateInPod(common, path, errors);
    }

    private static void ForbidServiceFields(V1EphemeralContainer container, FieldPath path, FieldErrors errors)
    {
        Forbid(container.Ports is { Count: > 0 }, path.Child("ports"), errors);
        Forbid(
            container.Resources is { Limits.Count: > 0 } or { Requests.Count: > 0 } or { Claims.Count: > 0 },
            path.Child("resources"),
            errors);
        Forbid(container.ResizePolicy is { Count: > 0 }, path.Child("resizePolicy"), errors);
        Forbid(container.RestartPolicy is not null, path.Child("restartPolicy"), errors);
        Forbid(container.RestartPolicyRules is { Count: > 0 }, path.Child("restartPolicyRules"), errors);
        Forbid(container.LivenessProbe is not null, path.Child("livenessProbe"), errors);
        Forbid(container.ReadinessProbe is not null, path.Child("readinessProbe"), errors);
        Forbid(container.StartupProbe is not null, path.Child("startupProbe"), errors);
        Forbid(container.Lifecycle is not null, path.Child("lifecycle"), errors);
        foreach (var (index, mount) in (container.VolumeMounts ?? []).Index())
        {
            var mountPath = path.Child("volumeMounts").Index(index);
            Forbid(!string.IsNullOrEmpty(mount.SubPath), mountPath.Child("subPath"), errors);
            Forbid(!string.IsNullOrEmpty(mount.SubPathExpr), mountPath.Child("subPathExpr"), errors);
        }
    }

    private static void Forbid(bool isSet, FieldPath path, FieldErrors errors)
    {
        if (isSet)
        {
            errors.Forbidden(path, NotAllowed);
        }
    }
}
