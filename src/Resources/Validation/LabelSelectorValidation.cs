using k8s.Models;

namespace OrleansScheduler.Resources.Validation;

/// <summary>Label selectors inside objects.</summary>
public static class LabelSelectorValidation
{
    public static void Validate(V1LabelSelector? selector, FieldPath path, FieldErrors errors)
    {
        LabelValidation.ValidateLabels(selector?.MatchLabels, path.Child("matchLabels"), errors);
        foreach (var (index, requirement) in (selector?.MatchExpressions ?? []).Index())
        {
            Validate(requirement, path.Child("matchExpressions").Index(index), errors);
        }
    }

    /// <summary>Whether labels satisfy a selector; an unknown operator is satisfied by nothing.</summary>
    public static bool Matches(V1LabelSelector selector, IDictionary<string, string>? labels)
    {
        labels ??= new Dictionary<string, string>();
        return (selector.MatchLabels ?? new Dictionary<string, string>())
                .All(label => labels.TryGetValue(label.Key, out var value) && value == label.Value)
            && (selector.MatchExpressions ?? []).All(requirement => Matches(requirement, labels));
    }

    private static bool Matches(V1LabelSelectorRequirement requirement, IDictionary<string, string> labels)
    {
        var isPresent = labels.TryGetValue(requirement.Key, out var value);
        return requirement.OperatorProperty switch
        {
            "In" => isPresent && (requirement.Values ?? []).Contains(value),
            "NotIn" => !isPresent || !(requirement.Values ?? []).Contains(value),
            "Exists" => isPresent,
            "DoesNotExist" => !isPresent,
            _ => false,
        };
    }

    private static void Validate(V1LabelSelectorRequirement requirement, FieldPath path, FieldErrors errors)
    {
        var values = requirement.Values ?? [];
        switch (requirement.OperatorProperty)
        {
            case "In" or "NotIn" when values.Count == 0:
                errors.Required(path.Child("values"), "must be specified when `operator` is 'In' or 'NotIn'");
                break;
            case "Exists" or "DoesNotExist" when values.Count > 0:
                errors.Forbidden(
                    path.Child("values"), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                break;
            case "In" or "NotIn" or "Exists" or "DoesNotExist":
                break;
            default:
                errors.Invalid(
                    path.Child("operator"), requirement.OperatorProperty ?? "", "not a valid selector operator");
                break;
        }

        errors.Invalid(path.Child("key"), requirement.Key ?? "", NameSyntax.QualifiedName(requirement.Key ?? ""));
        foreach (var (index, value) in values.Index())
        {
            errors.Invalid(path.Child("values").Index(index), value, NameSyntax.LabelValue(value));
        }
    }
}
