using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>What holds for a container in any of the three lists.</summary>
internal static class ContainerValidation
{
    private static readonly string[] MessagePolicies = ["File", "FallbackToLogsOnError"];
    private static readonly string[] PullPolicies = ["Always", "IfNotPresent", "Never"];
    private static readonly string[] ResizePolicies = ["NotRequired", "RestartContainer"];
    private static readonly string[] ResizableResources = ["cpu", "memory"];

    public static void Validate(V1Container container, PodScope scope, FieldPath path, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(container.Name))
        {
            errors.Required(path.Child("name"));
        }
        else
        {
            errors.Invalid(path.Child("name"), container.Name, NameSyntax.DnsLabel(container.Name));
        }

        if (string.IsNullOrEmpty(container.Image))
        {
            errors.Required(path.Child("image"));
        }

        PodSpecValidation.OneOf(
            container.TerminationMessagePolicy, MessagePolicies, path.Child("terminationMessagePolicy"), errors);
        PortValidation.Validate(container.Ports, path.Child("ports"), errors);
        EnvironmentValidation.Validate(container, scope, path, errors);
        MountValidation.Validate(container, scope, path, errors);
        PodSpecValidation.OneOf(container.ImagePullPolicy, PullPolicies, path.Child("imagePullPolicy"), errors);
        ResourceValidation.Validate(container.Resources, scope.ResourceClaims, path.Child("resources"), errors);
        ValidateResizePolicies(container.ResizePolicy, scope, path.Child("resizePolicy"), errors);
        ContainerSecurityValidation.Validate(
            container.SecurityContext, scope.UsesHostUsers, path.Child("securityContext"), errors);
    }

    /// <summary>What is demanded of pods but not of templates.</summary>
    public static void ValidateInPod(V1Container container, FieldPath path, FieldErrors errors)
    {
        if (container.Image is { } image && image.Trim() != image)
        {
            errors.Invalid(path.Child("image"), image, "must not have leading or trailing whitespace");
        }
    }

    private static void ValidateResizePolicies(
        IList<V1ContainerResizePolicy>? policies, PodScope scope, FieldPath path, FieldErrors errors)
    {
        var seen = new HashSet<string>();
        foreach (var (index, policy) in (policies ?? []).Index())
        {
            if (!seen.Add(policy.ResourceName ?? ""))
            {
                errors.Duplicate(path.Index(index), policy.ResourceName ?? "");
            }

            PodSpecValidation.OneOf(policy.ResourceName, ResizableResources, path, errors);
            PodSpecValidation.OneOf(policy.RestartPolicy, ResizePolicies, path, errors);
            if (scope.RestartPolicy == "Never" && policy.RestartPolicy != "NotRequired")
            {
                errors.Invalid(
                    path, policy.RestartPolicy ?? "", "must be 'NotRequired' when `restartPolicy` is 'Never'");
            }
        }
    }
}
