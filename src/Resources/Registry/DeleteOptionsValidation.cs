using k8s.Models;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Registry;

/// <summary>What DeleteOptions may say.</summary>
internal static class DeleteOptionsValidation
{
    private static readonly string[] Policies = ["Foreground", "Background", "Orphan", "nil"];

    public static void ThrowIfInvalid(V1DeleteOptions options)
    {
        var errors = new FieldErrors();
        var path = FieldPath.Of("propagationPolicy");
        if (options is { OrphanDependents: not null, PropagationPolicy: not null })
        {
            errors.Invalid(
                path, options.PropagationPolicy, "orphanDependents and deletionPropagation cannot be both set");
        }

        if (options.PropagationPolicy is not (null or "Foreground" or "Background" or "Orphan"))
        {
            errors.NotSupported(path, options.PropagationPolicy, Policies);
        }

        if (errors.Count > 0)
        {
            throw StatusErrors.Invalid("meta.k8s.io", "DeleteOptions", "", errors);
        }
    }
}
