using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>The rules by which a job reacts to its failed pods.</summary>
internal static class PodFailurePolicyValidation
{
    private const int RulesMax = 20;
    private const int PatternsMax = 20;
    private const int ExitCodesMax = 255;

    private static readonly string[] Actions = ["Count", "FailIndex", "FailJob", "Ignore"];
    private static readonly string[] Operators = ["In", "NotIn"];
    private static readonly string[] Statuses = ["False", "True", "Unknown"];

    public static void Validate(V1JobSpec spec, FieldPath path, FieldErrors errors)
    {
        if (spec.PodFailurePolicy is not { } policy)
        {
            return;
        }

        var rules = policy.Rules ?? [];
        if (rules.Count > RulesMax)
        {
            errors.TooMany(path.Child("rules"), rules.Count, RulesMax);
        }

        foreach (var (index, rule) in rules.Index())
        {
            Validate(rule, spec, path.Child("rules").Index(index), errors);
        }
    }

    private static void Validate(V1PodFailurePolicyRule rule, V1JobSpec spec, FieldPath path, FieldErrors errors)
    {
        OneOf(rule.Action, Actions, path.Child("action"), errors);
        if (rule.Action == "FailIndex" && spec.BackoffLimitPerIndex is null)
        {
            errors.Invalid(path.Child("action"), rule.Action, "requires the backoffLimitPerIndex to be set");
        }

        if (rule.OnExitCodes is { } exitCodes)
        {
            ValidateExitCodes(exitCodes, spec, path.Child("onExitCodes"), errors);
        }

        if (rule.OnPodConditions is { Count: > 0 } patterns)
        {
            ValidatePatterns(patterns, path.Child("onPodConditions"), errors);
        }

        switch (rule.OnExitCodes, rule.OnPodConditions)
        {
            case (not null, { Count: > 0 }):
                errors.InvalidOmittingValue(
                    path, "specifying both OnExitCodes and OnPodConditions is not supported");
                break;
            case (null, not { Count: > 0 }):
                errors.InvalidOmittingValue(path, "specifying one of OnExitCodes and OnPodConditions is required");
                break;
            default:
                break;
        }
    }

    private static void ValidatePatterns(
        IList<V1PodFailurePolicyOnPodConditionsPattern> patterns, FieldPath path, FieldErrors errors)
    {
        if (patterns.Count > PatternsMax)
        {
            errors.TooMany(path, patterns.Count, PatternsMax);
        }

        foreach (var (index, pattern) in patterns.Index())
        {
            var type = pattern.Type ?? "";
            errors.Invalid(path.Index(index).Child("type"), type, NameSyntax.QualifiedName(type));
            OneOf(pattern.Status, Statuses, path.Index(index).Child("status"), errors);
        }
    }

    private static void ValidateExitCodes(
        V1PodFailurePolicyOnExitCodesRequirement requirement, V1JobSpec spec, FieldPath path, FieldErrors errors)
    {
        OneOf(requirement.OperatorProperty, Operators, path.Child("operator"), errors);
        var containers = (spec.Template.Spec.Containers ?? []).Concat(spec.Template.Spec.InitContainers ?? []);
        if (requirement.ContainerName is { } name && containers.All(container => container.Name != name))
        {
            errors.Invalid(
                path.Child("containerName"),
                name,
                "must be one of the container or initContainer names in the pod template");
        }

        ValidateValues(requirement.Values ?? [], requirement.OperatorProperty == "In", path.Child("values"), errors);
    }

    private static void ValidateValues(IList<int> values, bool isIn, FieldPath path, FieldErrors errors)
    {
        if (values.Count == 0)
        {
            errors.Invalid(path, values, "at least one value is required");
        }
        else if (values.Count > ExitCodesMax)
        {
            errors.TooMany(path, values.Count, ExitCodesMax);
        }

        var seen = new HashSet<int>();
        foreach (var (index, value) in values.Index())
        {
            if (isIn && value == 0)
            {
                errors.Invalid(path.Index(index), value, "must not be 0 for the In operator");
            }

            if (!seen.Add(value))
            {
                errors.Duplicate(path.Index(index), value);
            }
        }

        if (!values.Order().SequenceEqual(values))
        {
            errors.Invalid(path, values, "must be ordered");
        }
    }

    private static void OneOf(string? value, string[] supported, FieldPath path, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(value))
        {
            errors.Required(path, $"valid values: [{string.Join(' ', supported.Select(FieldValueText.Quote))}]");
        }
        else if (!supported.Contains(value))
        {
            errors.NotSupported(path, value, supported);
        }
    }
}
