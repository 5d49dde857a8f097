using k8s.Models;
using OrleansScheduler.Resources.Core.Pods.Validation;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>A job's spec, in a job or in a template.</summary>
internal static class JobSpecValidation
{
    private const int IndexedParallelismMax = 100_000;
    private const int LargeJobCompletions = 100_000;
    private const int LargeJobMax = 10_000;
    private const string LargeJob =
        "must be less than or equal to 10000 when completions are above 100000 and used with backoff limit per index";

    private static readonly string[] Modes = ["NonIndexed", "Indexed"];
    private static readonly string[] RestartPolicies = ["OnFailure", "Never"];
    private static readonly string[] ReplacementPolicies = ["Failed", "TerminatingOrFailed"];

    public static void Validate(V1JobSpec spec, FieldPath path, FieldErrors errors)
    {
        errors.NotNegative(path.Child("parallelism"), spec.Parallelism);
        errors.NotNegative(path.Child("completions"), spec.Completions);
        errors.NotNegative(path.Child("activeDeadlineSeconds"), spec.ActiveDeadlineSeconds);
        errors.NotNegative(path.Child("backoffLimit"), spec.BackoffLimit);
        errors.NotNegative(path.Child("ttlSecondsAfterFinished"), spec.TtlSecondsAfterFinished);
        errors.NotNegative(path.Child("backoffLimitPerIndex"), spec.BackoffLimitPerIndex);
        errors.NotNegative(path.Child("maxFailedIndexes"), spec.MaxFailedIndexes);
        if (spec is { MaxFailedIndexes: not null, BackoffLimitPerIndex: null })
        {
            errors.Required(path.Child("backoffLimitPerIndex"), "when maxFailedIndexes is specified");
        }

        ValidateManager(spec.ManagedBy, path.Child("managedBy"), errors);
        ValidateMode(spec, path, errors);
        PodFailurePolicyValidation.Validate(spec, path.Child("podFailurePolicy"), errors);
        SuccessPolicyValidation.Validate(spec, path.Child("successPolicy"), errors);
        ValidateReplacement(spec, path.Child("podReplacementPolicy"), errors);
        PodTemplateValidation.Validate(spec.Template, path.Child("template"), errors);
        ValidateRestartPolicy(spec, path.Child("template").Child("spec", "restartPolicy"), errors);
    }

    private static void ValidateManager(string? manager, FieldPath path, FieldErrors errors)
    {
        if (manager is null)
        {
            return;
        }

        var slash = manager.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            errors.Invalid(path, manager, "must be a domain-prefixed path (such as \"acme.io/foo\")");
        }
        else
        {
            errors.Invalid(path, manager[..slash], NameSyntax.DnsSubdomain(manager[..slash]));
        }

        if (manager.Length > 63)
        {
            errors.TooLong(path, 63);
        }
    }

    private static void ValidateMode(V1JobSpec spec, FieldPath path, FieldErrors errors)
    {
        if (spec.CompletionMode is not (null or "NonIndexed" or "Indexed"))
        {
            errors.NotSupported(path.Child("completionMode"), spec.CompletionMode, Modes);
        }

        if (spec.CompletionMode == "Indexed")
        {
            ValidateIndexed(spec, path, errors);
        }

        if (spec.CompletionMode is null or "NonIndexed")
        {
            OnlyIndexed(spec.BackoffLimitPerIndex, path.Child("backoffLimitPerIndex"), errors);
            OnlyIndexed(spec.MaxFailedIndexes, path.Child("maxFailedIndexes"), errors);
        }
    }

    private static void ValidateIndexed(V1JobSpec spec, FieldPath path, FieldErrors errors)
    {
        if (spec.Completions is null)
        {
            errors.Required(path.Child("completions"), "when completion mode is Indexed");
        }

        if (spec.Parallelism > IndexedParallelismMax)
        {
            errors.Invalid(
                path.Child("parallelism"),
                spec.Parallelism,
                $"must be less than or equal to {IndexedParallelismMax} when completion mode is Indexed");
        }

        if (spec.MaxFailedIndexes > spec.Completions)
        {
            errors.Invalid(
                path.Child("maxFailedIndexes"), spec.MaxFailedIndexes, "must be less than or equal to completions");
        }

        if (spec.MaxFailedIndexes > IndexedParallelismMax)
        {
            errors.Invalid(
                path.Child("maxFailedIndexes"),
                spec.MaxFailedIndexes,
                $"must be less than or equal to {IndexedParallelismMax}");
        }

        if (spec is { Completions: > LargeJobCompletions, BackoffLimitPerIndex: not null })
        {
            ValidateLarge(spec, path, errors);
        }
    }

    private static void ValidateLarge(V1JobSpec spec, FieldPath path, FieldErrors errors)
    {
        if (spec.MaxFailedIndexes is null)
        {
            errors.Required(path.Child("maxFailedIndexes"), "must be specified when completions is above 100000");
        }

        if (spec.Parallelism > LargeJobMax)
        {
            errors.Invalid(path.Child("parallelism"), spec.Parallelism, LargeJob);
        }

        if (spec.MaxFailedIndexes > LargeJobMax)
        {
            errors.Invalid(path.Child("maxFailedIndexes"), spec.MaxFailedIndexes, LargeJob);
        }
    }

    private static void OnlyIndexed(int? value, FieldPath path, FieldErrors errors)
    {
        if (value is not null)
        {
            errors.Invalid(path, value, "requires indexed completion mode");
        }
    }

    private static void ValidateReplacement(V1JobSpec spec, FieldPath path, FieldErrors errors)
    {
        // With a failure policy only the final phase of a pod can be judged.
        var supported = spec.PodFailurePolicy is null ? ReplacementPolicies : [ReplacementPolicies[0]];
        if (spec.PodReplacementPolicy is not null && !supported.Contains(spec.PodReplacementPolicy))
        {
            errors.NotSupported(path, spec.PodReplacementPolicy, supported);
        }
    }

    private static void ValidateRestartPolicy(V1JobSpec spec, FieldPath path, FieldErrors errors)
    {
        var policy = spec.Template.Spec.RestartPolicy;
        if (policy is null or "" or "Always")
        {
            errors.Required(path, "valid values: \"OnFailure\", \"Never\"");
        }
        else if (!RestartPolicies.Contains(policy))
        {
            errors.NotSupported(path, policy, RestartPolicies);
        }
        else if (spec.PodFailurePolicy is not null && policy != "Never")
        {
            errors.Invalid(path, policy, "only \"Never\" is supported when podFailurePolicy is specified");
        }
    }
}
