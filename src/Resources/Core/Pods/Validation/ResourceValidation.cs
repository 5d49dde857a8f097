using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>Requests and limits.</summary>
internal static class ResourceValidation
{
    /// <summary>The requirements of a container.</summary>
    public static void Validate(
        V1ResourceRequirements? requirements, IReadOnlySet<string> claims, FieldPath path, FieldErrors errors)
    {
        if (requirements is null)
        {
            return;
        }

        Validate(requirements, ResourceNames.ValidateOfContainer, path, errors);
        ValidateClaims(requirements.Claims, claims, path.Child("claims"), errors);
    }

    public static void Validate(
        V1ResourceRequirements requirements,
        Action<string, FieldPath, FieldErrors> validateName,
        FieldPath path,
        FieldErrors errors)
    {
        var limits = requirements.Limits ?? new Dictionary<string, ResourceQuantity>();
        var requests = requirements.Requests ?? new Dictionary<string, ResourceQuantity>();
        foreach (var (name, quantity) in InOrder(limits))
        {
            validateName(name, path.Child("limits").Key(name), errors);
            ValidateQuantity(name, quantity, path.Child("limits").Key(name), errors);
        }

        foreach (var (name, quantity) in InOrder(requests))
        {
            validateName(name, path.Child("requests").Key(name), errors);
            ValidateQuantity(name, quantity, path.Child("requests").Key(name), errors);
            ValidateAgainstLimit(name, quantity, limits, path, errors);
        }

        var names = limits.Keys.Union(requests.Keys).ToList();
        if (names.Exists(ResourceNames.IsHugePages) && !names.Contains("cpu") && !names.Contains("memory"))
        {
            errors.Forbidden(path, "HugePages require cpu or memory");
        }
    }

    public static void ValidateOverhead(
        IDictionary<string, ResourceQuantity>? overhead, FieldPath path, FieldErrors errors)
    {
        // What a runtime adds is a limit and a request at once.
        if (overhead is not null)
        {
            Validate(new V1ResourceRequirements { Limits = overhead }, ResourceNames.ValidateOfContainer, path, errors);
        }
    }

    private static void ValidateQuantity(string name, ResourceQuantity quantity, FieldPath path, FieldErrors errors)
    {
        var value = quantity.ToDecimal();
        if (value < 0)
        {
            errors.Invalid(path, quantity.ToString(), "must be greater than or equal to 0");
        }

        if (ResourceNames.IsInteger(name) && decimal.Remainder(value, 1) != 0)
        {
            errors.Invalid(path, quantity.ToString(), "must be an integer");
        }

        if (ResourceNames.IsHugePages(name) && !ResourceNames.IsWholePages(name, value))
        {
            errors.Invalid(
                path, quantity.ToString(), $"{quantity} is not positive integer multiple of {name}");
        }
    }

    private static void ValidateAgainstLimit(
        string name,
        ResourceQuantity request,
        IDictionary<string, ResourceQuantity> limits,
        FieldPath path,
        FieldErrors errors)
    {
        if (!limits.TryGetValue(name, out var limit))
        {
            if (!ResourceNames.MayBeOvercommitted(name))
            {
                errors.Required(path.Child("limits"), "Limit must be set for non overcommitable resources");
            }
        }
        else if (!ResourceNames.MayBeOvercommitted(name) && request.ToDecimal() != limit.ToDecimal())
        {
            errors.Invalid(path.Child("requests"), request.ToString(), $"must be equal to {name} limit of {limit}");
        }
        else if (request.ToDecimal() > limit.ToDecimal())
        {
            errors.Invalid(
                path.Child("requests"),
                request.ToString(),
                $"must be less than or equal to {name} limit of {limit}");
        }
    }

    private static void ValidateClaims(
        IList<Corev1ResourceClaim>? claims, IReadOnlySet<string> known, FieldPath path, FieldErrors errors)
    {
        var seen = new HashSet<string>();
        foreach (var (index, claim) in (claims ?? []).Index())
        {
            if (string.IsNullOrEmpty(claim.Name))
            {
                errors.Required(path.Index(index));
                continue;
            }

            var key = string.IsNullOrEmpty(claim.Request) ? claim.Name : $"{claim.Name}/{claim.Request}";
            if (!seen.Add(key))
            {
                errors.Duplicate(path.Index(index), key);
            }

            if (!known.Contains(claim.Name))
            {
                var names = known.Count == 0 ? " which is empty" : $": {string.Join(", ", known.Order())}";
                errors.Add(new FieldError(
                    FieldErrorType.FieldValueNotFound,
                    path.Index(index).ToString(),
                    $"Not found: {FieldValueText.Quote(claim.Name)}: must be one of the names in "
                        + $"pod.spec.resourceClaims{names}"));
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, ResourceQuantity>> InOrder(
        IDictionary<string, ResourceQuantity> quantities) =>
        quantities.OrderBy(entry => entry.Key, StringComparer.Ordinal);
}
