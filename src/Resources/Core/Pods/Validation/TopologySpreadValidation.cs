using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>How pods are to be spread.</summary>
internal static class TopologySpreadValidation
{
    private const string NotPositive = "must be greater than zero";

    private static readonly string[] Actions = ["DoNotSchedule", "ScheduleAnyway"];
    private static readonly string[] NodePolicies = ["Honor", "Ignore"];

    public static void Validate(
        IList<V1TopologySpreadConstraint>? constraints, FieldPath path, FieldErrors errors)
    {
        foreach (var (index, constraint) in (constraints ?? []).Index())
        {
            var isRepeated = constraints!.Skip(index + 1).Any(other => // not null here
                other.TopologyKey == constraint.TopologyKey && other.WhenUnsatisfiable == constraint.WhenUnsatisfiable);
            Validate(constraint, isRepeated, path.Index(index), errors);
        }
    }

    private static void Validate(
        V1TopologySpreadConstraint constraint, bool isRepeated, FieldPath path, FieldErrors errors)
    {
        if (constraint.MaxSkew <= 0)
        {
            errors.Invalid(path.Child("maxSkew"), constraint.MaxSkew, NotPositive);
        }

        if (string.IsNullOrEmpty(constraint.TopologyKey))
        {
            errors.Required(path.Child("topologyKey"), "can not be empty");
        }

        if (!Actions.Contains(constraint.WhenUnsatisfiable))
        {
            errors.NotSupported(path.Child("whenUnsatisfiable"), constraint.WhenUnsatisfiable ?? "", Actions);
        }

        if (isRepeated)
        {
            errors.Duplicate(
                path.Child("{topologyKey, whenUnsatisfiable}"),
                $"{{{constraint.TopologyKey}, {constraint.WhenUnsatisfiable}}}");
        }

        ValidateMinDomains(constraint, path.Child("minDomains"), errors);
        NodePolicy(constraint.NodeAffinityPolicy, path.Child("nodeAffinityPolicy"), errors);
        NodePolicy(constraint.NodeTaintsPolicy, path.Child("nodeTaintsPolicy"), errors);
        ValidateLabelKeys(constraint, path.Child("matchLabelKeys"), errors);
        LabelSelectorValidation.Validate(constraint.LabelSelector, path.Child("labelSelector"), errors);
    }

    private static void ValidateMinDomains(V1TopologySpreadConstraint constraint, FieldPath path, FieldErrors errors)
    {
        if (constraint.MinDomains is not { } minimum)
        {
            return;
        }

        if (minimum <= 0)
        {
            errors.Invalid(path, minimum, NotPositive);
        }

        if (constraint.WhenUnsatisfiable != "DoNotSchedule")
        {
            errors.Invalid(
                path,
                minimum,
                $"can only use minDomains if whenUnsatisfiable=DoNotSchedule, not {constraint.WhenUnsatisfiable}");
        }
    }

    private static void NodePolicy(string? policy, FieldPath path, FieldErrors errors)
    {
        if (policy is not null && !NodePolicies.Contains(policy))
        {
            errors.NotSupported(path, policy, NodePolicies);
        }
    }

    private static void ValidateLabelKeys(V1TopologySpreadConstraint constraint, FieldPath path, FieldErrors errors)
    {
        if (constraint.MatchLabelKeys is not { Count: > 0 } keys)
        {
            return;
        }

        if (constraint.LabelSelector is not { } selector)
        {
            errors.Forbidden(path, "must not be specified when labelSelector is not set");
            selector = new V1LabelSelector();
        }

        foreach (var (index, key) in keys.Index())
        {
            errors.Invalid(path.Index(index), key, NameSyntax.QualifiedName(key));
            if (MatchLabelKeys.IsSelectedTwice(selector, key))
            {
                errors.Invalid(path.Index(index), key, "exists in both matchLabelKeys and labelSelector");
            }
        }
    }
}
