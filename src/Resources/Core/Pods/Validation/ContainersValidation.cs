using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>The three lists of containers of a pod, which share one space of names.</summary>
internal static class ContainersValidation
{
    private const string OnlyForSidecars = "may not be set for init containers without restartPolicy=Always";

    public static void Validate(V1PodSpec spec, PodScope scope, FieldPath path, FieldErrors errors)
    {
        ValidateMain(spec.Containers ?? [], scope, path.Child("containers"), errors);
        ValidateInit(spec, scope, path.Child("initContainers"), errors);
        EphemeralContainerValidation.Validate(spec, scope, path.Child("ephemeralContainers"), errors);
    }

    private static void ValidateMain(IList<V1Container> containers, PodScope scope, FieldPath path, FieldErrors errors)
    {
        if (containers.Count == 0)
        {
            errors.Required(path);
            return;
        }

        var names = new HashSet<string>();
        foreach (var (index, container) in containers.Index())
        {
            ContainerValidation.Validate(container, scope, path.Index(index), errors);
            if (!names.Add(container.Name ?? ""))
            {
                errors.Duplicate(path.Index(index).Child("name"), container.Name ?? "");
            }

            ProbeValidation.ValidateAll(container, scope, path.Index(index), errors);
            RestartRuleValidation.Validate(container, path.Index(index), errors);
        }

        PortValidation.ValidateHostPorts(containers, path, errors);
    }

    private static void ValidateInit(V1PodSpec spec, PodScope scope, FieldPath path, FieldErrors errors)
    {
        var names = (spec.Containers ?? []).Select(container => container.Name ?? "").ToHashSet();
        foreach (var (index, container) in (spec.InitContainers ?? []).Index())
        {
            var containerPath = path.Index(index);
            ContainerValidation.Validate(container, scope, containerPath, errors);
            RestartRuleValidation.Validate(container, containerPath, errors);
            if (!names.Add(container.Name ?? "") && !string.IsNullOrEmpty(container.Name))
            {
                errors.Duplicate(containerPath.Child("name"), container.Name);
            }

            // Init containers run one after the other, so each has the ports for itself.
            PortValidation.ValidateHostPorts([container], path, errors);
            ValidateInitKind(container, scope, containerPath, errors);
        }
    }

    private static void ValidateInitKind(V1Container container, PodScope scope, FieldPath path, FieldErrors errors)
    {
        if (container.RestartPolicy == "Always")
        {
            ProbeValidation.ValidateAll(container, scope, path, errors);
            return;
        }

        ForbidUnlessSidecar(container.Lifecycle, path.Child("lifecycle"), errors);
        ForbidUnlessSidecar(container.LivenessProbe, path.Child("livenessProbe"), errors);
        ForbidUnlessSidecar(container.ReadinessProbe, path.Child("readinessProbe"), errors);
        ForbidUnlessSidecar(container.StartupProbe, path.Child("startupProbe"), errors);
        if (container.ResizePolicy is { Count: > 0 })
        {
            errors.Invalid(path.Child("resizePolicy"), container.ResizePolicy, "must not be set for init containers");
        }
    }

    private static void ForbidUnlessSidecar(object? value, FieldPath path, FieldErrors errors)
    {
        if (value is not null)
        {
            errors.Forbidden(path, OnlyForSidecars);
        }
    }
}
