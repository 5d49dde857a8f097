using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>A pod's claims of devices.</summary>
internal static class ResourceClaimValidation
{
    public static void Validate(IList<V1PodResourceClaim>? claims, FieldPath path, FieldErrors errors)
    {
        var seen = new HashSet<string>();
        foreach (var (index, claim) in (claims ?? []).Index())
        {
            Validate(claim, seen, path.Index(index), errors);
        }
    }

    private static void Validate(V1PodResourceClaim claim, HashSet<string> seen, FieldPath path, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(claim.Name))
        {
            errors.Required(path.Child("name"));
        }
        else if (!seen.Add(claim.Name))
        {
            errors.Duplicate(path.Child("name"), claim.Name);
        }
        else
        {
            errors.Invalid(path.Child("name"), claim.Name, NameSyntax.DnsLabel(claim.Name));
        }

        if (claim is { ResourceClaimName: not null, ResourceClaimTemplateName: not null })
        {
            errors.Invalid(
                path, claim, "at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified");
        }

        if (claim is { ResourceClaimName: null, ResourceClaimTemplateName: null })
        {
            errors.Invalid(path, claim, "must specify one of: `resourceClaimName`, `resourceClaimTemplateName`");
        }

        Reference(claim.ResourceClaimName, path.Child("resourceClaimName"), errors);
        Reference(claim.ResourceClaimTemplateName, path.Child("resourceClaimTemplateName"), errors);
    }

    private static void Reference(string? name, FieldPath path, FieldErrors errors)
    {
        if (name is not null)
        {
            errors.Invalid(path, name, NameSyntax.DnsSubdomain(name));
        }
    }
}
