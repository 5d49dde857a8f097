using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>The rules by which an indexed job succeeds early.</summary>
internal static class SuccessPolicyValidation
{
    private const int RulesMax = 20;
    private const int IndexesLengthMax = 64 * 1024;

    public static void Validate(V1JobSpec spec, FieldPath path, FieldErrors errors)
    {
        if (spec.SuccessPolicy is not { } policy)
        {
            return;
        }

        if (spec.CompletionMode != "Indexed")
        {
            errors.Invalid(path, policy, "requires indexed completion mode");
            return;
        }

        if (policy.Rules is not { Count: > 0 } rules)
        {
            errors.Required(
                path.Child("rules"), "at least one rules must be specified when successPolicy is specified");
            return;
        }

        if (rules.Count > RulesMax)
        {
            errors.TooMany(path.Child("rules"), rules.Count, RulesMax);
        }

        foreach (var (index, rule) in rules.Index())
        {
            Validate(rule, spec.Completions ?? 0, path.Child("rules").Index(index), errors);
        }
    }

    private static void Validate(V1SuccessPolicyRule rule, int completions, FieldPath path, FieldErrors errors)
    {
        if (rule is { SucceededCount: null, SucceededIndexes: null })
        {
            errors.Required(path, "at least one of succeededCount or succeededIndexes must be specified");
            return;
        }

        var named = completions;
        if (rule.SucceededIndexes is { } indexes)
        {
            if (indexes.Length > IndexesLengthMax)
            {
                errors.TooLong(path.Child("succeededIndexes"), IndexesLengthMax);
            }

            var parsed = IndexIntervals.Parse(indexes, completions);
            if (parsed.Problem is { } problem)
            {
                errors.Invalid(path.Child("succeededIndexes"), indexes, $"error parsing succeededIndexes: {problem}");
            }

            named = parsed.Problem is null ? parsed.Count : completions;
        }

        ValidateCount(rule, completions, named, path.Child("succeededCount"), errors);
    }

    private static void ValidateCount(
        V1SuccessPolicyRule rule, int completions, int named, FieldPath path, FieldErrors errors)
    {
        errors.NotNegative(path, rule.SucceededCount);
        if (rule.SucceededCount > completions)
        {
            errors.Invalid(
                path,
                rule.SucceededCount,
                $"must be less than or equal to {completions} (the number of specified completions)");
        }

        if (rule.SucceededIndexes is not null && rule.SucceededCount > named)
        {
            errors.Invalid(
                path,
                rule.SucceededCount,
                $"must be less than or equal to {named} "
                    + "(the number of indexes in the specified succeededIndexes field)");
        }
    }
}
