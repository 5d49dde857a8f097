using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>Resources stated for a pod as a whole bound those of its containers.</summary>
internal static class PodResourceValidation
{
    public static void Validate(V1PodSpec spec, PodScope scope, FieldPath path, FieldErrors errors)
    {
        if (spec.Resources.Claims is not null)
        {
            errors.Forbidden(path.Child("claims"), "claims cannot be set for Resources at pod-level");
        }

        ResourceValidation.Validate(spec.Resources, ResourceNames.ValidateOfPod, path, errors);
        ValidateRequests(spec, path.Child("requests"), errors);
        ValidateLimits(spec, path.Child("containers"), errors);
    }

    private static void ValidateRequests(V1PodSpec spec, FieldPath path, FieldErrors errors)
    {
        var requests = spec.Resources.Requests ?? new Dictionary<string, ResourceQuantity>();
        foreach (var (name, together) in PodResources.RequestsOfContainers(spec)
            .OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            var request = requests.TryGetValue(name, out var given) ? given : new ResourceQuantity("0");
            if (together.ToDecimal() > request.ToDecimal())
            {
                errors.Invalid(
                    path.Key(name),
                    request.ToString(),
                    $"must be greater than or equal to aggregate container requests of {together}");
            }
        }
    }

    private static void ValidateLimits(V1PodSpec spec, FieldPath path, FieldErrors errors)
    {
        var limits = spec.Resources.Limits ?? new Dictionary<string, ResourceQuantity>();
        foreach (var (index, container) in (spec.Containers ?? []).Index())
        {
            foreach (var (name, limit) in container.Resources?.Limits ?? new Dictionary<string, ResourceQuantity>())
            {
                if (limits.TryGetValue(name, out var most) && limit.ToDecimal() > most.ToDecimal())
                {
                    errors.Invalid(
                        path.Index(index).Key(name).Child("limits"),
                        limit.ToString(),
                        $"must be less than or equal to pod limits of {most}");
                }
            }
        }
    }
}
