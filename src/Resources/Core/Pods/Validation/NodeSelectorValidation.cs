using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>Selectors of nodes by labels and by name.</summary>
internal static class NodeSelectorValidation
{
    public static void Validate(V1NodeSelector selector, FieldPath path, FieldErrors errors)
    {
        var terms = path.Child("nodeSelectorTerms");
        if (selector.NodeSelectorTerms is not { Count: > 0 })
        {
            errors.Required(terms, "must have at least one node selector term");
            return;
        }

        foreach (var (index, term) in selector.NodeSelectorTerms.Index())
        {
            Validate(term, checksValues: true, terms.Index(index), errors);
        }
    }

    /// <param name="term">The term.</param>
    /// <param name="checksValues">False where values that no label can have are merely useless.</param>
    /// <param name="path">Where the term is.</param>
    /// <param name="errors">Receives the problems.</param>
    public static void Validate(V1NodeSelectorTerm term, bool checksValues, FieldPath path, FieldErrors errors)
    {
        foreach (var (index, requirement) in (term.MatchExpressions ?? []).Index())
        {
            ValidateLabel(requirement, checksValues, path.Child("matchExpressions").Index(index), errors);
        }

        foreach (var (index, requirement) in (term.MatchFields ?? []).Index())
        {
            ValidateField(requirement, path.Child("matchFields").Index(index), errors);
        }
    }

    private static void ValidateLabel(
        V1NodeSelectorRequirement requirement, bool checksValues, FieldPath path, FieldErrors errors)
    {
        var values = requirement.Values ?? [];
        ValidateOperator(requirement.OperatorProperty ?? "", values.Count, path, errors);
        var key = requirement.Key ?? "";
        errors.Invalid(path.Child("key"), key, NameSyntax.QualifiedName(key));
        foreach (var (index, value) in checksValues ? values.Index() : [])
        {
            errors.Invalid(path.Child("values").Index(index), value, NameSyntax.LabelValue(value));
        }
    }

    private static void ValidateOperator(string comparison, int values, FieldPath path, FieldErrors errors)
    {
        switch (comparison)
        {
            case "In" or "NotIn" when values == 0:
                errors.Required(path.Child("values"), "must be specified when `operator` is 'In' or 'NotIn'");
                break;
            case "Exists" or "DoesNotExist" when values > 0:
                errors.Forbidden(
                    path.Child("values"), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                break;
            case "Gt" or "Lt" when values != 1:
                errors.Required(
                    path.Child("values"), "must be specified single value when `operator` is 'Lt' or 'Gt'");
                break;
            case "In" or "NotIn" or "Exists" or "DoesNotExist" or "Gt" or "Lt":
                break;
            default:
                errors.Invalid(path.Child("operator"), comparison, "not a valid selector operator");
                break;
        }
    }

    private static void ValidateField(V1NodeSelectorRequirement requirement, FieldPath path, FieldErrors errors)
    {
        var values = requirement.Values ?? [];
        if (requirement.OperatorProperty is not ("In" or "NotIn"))
        {
            errors.Invalid(
                path.Child("operator"), requirement.OperatorProperty ?? "", "not a valid selector operator");
        }
        else if (values.Count != 1)
        {
            errors.Required(
                path.Child("values"),
                "must be only one value when `operator` is 'In' or 'NotIn' for node field selector");
        }

        if (requirement.Key != "metadata.name")
        {
            errors.Invalid(path.Child("key"), requirement.Key ?? "", "not a valid field selector key");
            return;
        }

        foreach (var (index, value) in values.Index())
        {
            errors.Invalid(path.Child("values").Index(index), value, NameSyntax.DnsSubdomain(value));
        }
    }
}
