using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>Jobs, when they are created and when they change.</summary>
internal static class JobValidation
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");

    public static FieldErrors OfCreate(V1Job job)
    {
        var errors = new FieldErrors();
        ValidateMeta(job, errors);
        ValidateGeneratedSelector(job, errors);
        ValidateSpec(job.Spec, errors);
        ValidateIndexedName(job, errors);
        return errors;
    }

    public static FieldErrors OfUpdate(V1Job job, V1Job old)
    {
        var errors = new FieldErrors();
        ObjectMetaValidation.ValidateUpdate(job.Metadata, old.Metadata, errors);
        ValidateSpec(job.Spec, errors);
        ValidateCompletions(job.Spec, old.Spec, errors);
        Immutable(job.Spec.Selector, old.Spec.Selector, "selector", errors);
        ValidateTemplate(job, old, errors);
        Immutable(job.Spec.CompletionMode, old.Spec.CompletionMode, "completionMode", errors);
        Immutable(job.Spec.PodFailurePolicy, old.Spec.PodFailurePolicy, "podFailurePolicy", errors);
        Immutable(job.Spec.BackoffLimitPerIndex, old.Spec.BackoffLimitPerIndex, "backoffLimitPerIndex", errors);
        Immutable(job.Spec.ManagedBy, old.Spec.ManagedBy, "managedBy", errors);
        Immutable(job.Spec.SuccessPolicy, old.Spec.SuccessPolicy, "successPolicy", errors);
        return errors;
    }

    private static void ValidateMeta(V1Job job, FieldErrors errors)
    {
        var ofMeta = new FieldErrors();
        ObjectMetaValidation.Validate(job.Metadata, isNamespaced: true, NameRules.DnsSubdomain, ofMeta);
        // Labels taken over from the generated template are judged there, once.
        var isInherited = job.Spec.ManualSelector is not true
            && job.Metadata.Labels?.ContainsKey(JobLabels.ControllerUid) is true;
        errors.AddRange(ofMeta.Where(error => !isInherited || error.Field != "metadata.labels"));
    }

    private static void ValidateSpec(V1JobSpec spec, FieldErrors errors)
    {
        JobSpecValidation.Validate(spec, Spec, errors);
        if (spec.Selector is not { } selector)
        {
            errors.Required(Spec.Child("selector"));
        }
        else
        {
            LabelSelectorValidation.Validate(selector, Spec.Child("selector"), errors);
        }

        // No selector selects nothing.
        var labels = spec.Template.Metadata?.Labels;
        if (spec.Selector is null || !LabelSelectorValidation.Matches(spec.Selector, labels))
        {
            errors.Invalid(
                Spec.Child("template").Child("metadata", "labels"),
                labels,
                "`selector` does not match template `labels`");
        }
    }

    private static void ValidateGeneratedSelector(V1Job job, FieldErrors errors)
    {
        if (job.Spec.ManualSelector is true || job.Spec.Selector is null)
        {
            return;
        }

        var path = Spec.Child("template").Child("metadata", "labels");
        var expected = JobLabels.Expected(job).ToDictionary(label => label.Key, label => label.Value);
        foreach (var (key, value) in expected)
        {
            var actual = job.Spec.Template.Metadata?.Labels?.TryGetValue(key, out var found) is true ? found : null;
            if (actual is null)
            {
                errors.Required(path.Key(key), $"must be '{value}'");
            }
            else if (actual != value)
            {
                errors.Invalid(path.Key(key), job.Spec.Template.Metadata!.Labels, $"must be '{value}'"); // has labels
            }
        }

        if (!LabelSelectorValidation.Matches(job.Spec.Selector, expected))
        {
            errors.Invalid(Spec.Child("selector"), job.Spec.Selector, "`selector` not auto-generated");
        }
    }

    // Pods of an indexed job are called after it and their index, and so are their hosts.
    private static void ValidateIndexedName(V1Job job, FieldErrors errors)
    {
        if (job.Spec is not { CompletionMode: "Indexed", Completions: > 0 and var completions })
        {
            return;
        }

        var longest = $"{job.Metadata.Name}-{completions - 1}";
        if (NameSyntax.DnsLabel(longest).Count > 0)
        {
            errors.Invalid(
                FieldPath.Of("metadata").Child("name"),
                job.Metadata.Name,
                $"will not able to create pod with invalid DNS label: {longest}");
        }
    }

    private static void ValidateCompletions(V1JobSpec spec, V1JobSpec old, FieldErrors errors)
    {
        if (spec.CompletionMode != "Indexed")
        {
            Immutable(spec.Completions, old.Completions, "completions", errors);
        }
        else if (spec.Completions != old.Completions && spec.Completions != spec.Parallelism)
        {
            errors.Invalid(
                Spec.Child("completions"), spec.Completions, "can only be modified in tandem with spec.parallelism");
        }
    }

    private static void ValidateTemplate(V1Job job, V1Job old, FieldErrors errors)
    {
        // While a job is held back, queues may still steer where and how large its pods will be.
        var isHeldBack = old.Spec.Suspend is true && (old.Status?.StartTime is null || old.Status.Active is null or 0);
        var template = isHeldBack
            ? JobTemplateSteering.WithOldDirectives(job.Spec.Template, old.Spec.Template)
            : job.Spec.Template;
        Immutable(template, old.Spec.Template, "template", errors);
    }

    private static void Immutable(object? value, object? old, string field, FieldErrors errors)
    {
        if (!SemanticEquality.AreEqual(value, old))
        {
            errors.Invalid(Spec.Child(field), value, "field is immutable");
        }
    }
}
