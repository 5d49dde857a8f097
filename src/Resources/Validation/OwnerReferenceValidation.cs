using k8s.Models;

namespace OrleansScheduler.Resources.Validation;

/// <summary>The owners an object names: complete references, at most one of them its controller.</summary>
internal static class OwnerReferenceValidation
{
    public static void Validate(IList<V1OwnerReference>? owners, FieldPath path, FieldErrors errors)
    {
        V1OwnerReference? controller = null;
        foreach (var owner in owners ?? [])
        {
            ValidateOne(owner, path, errors);
            if (owner.Controller != true)
            {
                continue;
            }

            if (controller is not null)
            {
                errors.Invalid(
                    path,
                    owners,
                    "Only one reference can have Controller set to true. Found \"true\" in references for "
                        + $"{controller.Kind}/{controller.Name} and {owner.Kind}/{owner.Name}");
            }

            controller ??= owner;
        }
    }

    private static void ValidateOne(V1OwnerReference owner, FieldPath path, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(owner.ApiVersion) || owner.ApiVersion.Count(character => character == '/') > 1)
        {
            errors.Invalid(path.Child("apiVersion"), owner.ApiVersion ?? "", "version must not be empty");
        }

        NotEmpty(path.Child("kind"), owner.Kind, errors);
        NotEmpty(path.Child("name"), owner.Name, errors);
        NotEmpty(path.Child("uid"), owner.Uid, errors);
        if (owner is { ApiVersion: "v1", Kind: "Event" })
        {
            errors.Invalid(path, owner, "/v1, Kind=Event is disallowed from being an owner");
        }
    }

    private static void NotEmpty(FieldPath path, string? value, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(value))
        {
            errors.Invalid(path, "", "must not be empty");
        }
    }
}
