using k8s.Models;

namespace OrleansScheduler.Resources.Validation;

/// <summary>The rules of metadata that hold for every kind; kinds call them first in their own validation.</summary>
public static class ObjectMetaValidation
{
    private static readonly FieldPath Path = FieldPath.Of("metadata");

    /// <summary>The metadata of an object that is about to be created.</summary>
    public static void Validate(V1ObjectMeta meta, bool isNamespaced, NameRule rule, FieldErrors errors)
    {
        ValidateCommon(meta, isNamespaced, rule, errors);
        ValidateFinalizerScopes(meta, errors);
    }

    /// <summary>What a change of the metadata may not do.</summary>
    public static void ValidateUpdate(V1ObjectMeta meta, V1ObjectMeta old, FieldErrors errors)
    {
        ValidateCommonUpdate(meta, old, errors);
        ValidateFinalizerScopes(meta, errors);
    }

    /// <summary>The part that also holds for kinds defined by clients.</summary>
    internal static void ValidateCommon(V1ObjectMeta meta, bool isNamespaced, NameRule rule, FieldErrors errors)
    {
        ValidateName(meta, rule, errors);
        ValidateNamespace(meta.NamespaceProperty ?? "", isNamespaced, errors);
        if (meta.Generation < 0)
        {
            errors.Invalid(Path.Child("generation"), meta.Generation, "must be greater than or equal to 0");
        }

        ValidateMaps(meta, errors);
        ValidateFinalizers(meta.Finalizers, errors);
    }

    internal static void ValidateCommonUpdate(V1ObjectMeta meta, V1ObjectMeta old, FieldErrors errors)
    {
        ValidateNoNewFinalizers(meta, old, errors);
        if (string.IsNullOrEmpty(meta.ResourceVersion))
        {
            errors.Invalid(Path.Child("resourceVersion"), "", "must be specified for an update");
        }

        if ((meta.Generation ?? 0) < (old.Generation ?? 0))
        {
            errors.Invalid(Path.Child("generation"), meta.Generation ?? 0, "must not be decremented");
        }

        Immutable("name", meta.Name ?? "", old.Name ?? "", errors);
        Immutable("namespace", meta.NamespaceProperty ?? "", old.NamespaceProperty ?? "", errors);
        Immutable("uid", meta.Uid ?? "", old.Uid ?? "", errors);
        Immutable("creationTimestamp", meta.CreationTimestamp, old.CreationTimestamp, errors);
        Immutable("deletionTimestamp", meta.DeletionTimestamp, old.DeletionTimestamp, errors);
        Immutable("deletionGracePeriodSeconds", meta.DeletionGracePeriodSeconds, old.DeletionGracePeriodSeconds, errors);
        ValidateMaps(meta, errors);
    }

    private static void ValidateName(V1ObjectMeta meta, NameRule rule, FieldErrors errors)
    {
        if (!string.IsNullOrEmpty(meta.GenerateName))
        {
            Invalid(Path.Child("generateName"), meta.GenerateName, rule(meta.GenerateName, isPrefix: true), errors);
        }

        if (string.IsNullOrEmpty(meta.Name))
        {
            errors.Required(Path.Child("name"), "name or generateName is required");
            return;
        }

        Invalid(Path.Child("name"), meta.Name, rule(meta.Name, isPrefix: false), errors);
    }

    private static void ValidateNamespace(string ns, bool isNamespaced, FieldErrors errors)
    {
        switch (isNamespaced, ns)
        {
            case (true, ""):
                errors.Required(Path.Child("namespace"));
                break;
            case (true, _):
                Invalid(Path.Child("namespace"), ns, NameSyntax.DnsLabel(ns), errors);
                break;
            case (false, not ""):
                errors.Forbidden(Path.Child("namespace"), "not allowed on this type");
                break;
            default:
                break;
        }
    }

    private static void ValidateMaps(V1ObjectMeta meta, FieldErrors errors)
    {
        LabelValidation.ValidateLabels(meta.Labels, Path.Child("labels"), errors);
        LabelValidation.ValidateAnnotations(meta.Annotations, Path.Child("annotations"), errors);
        OwnerReferenceValidation.Validate(meta.OwnerReferences, Path.Child("ownerReferences"), errors);
    }

    private static void ValidateFinalizers(IList<string>? finalizers, FieldErrors errors)
    {
        var path = Path.Child("finalizers");
        foreach (var finalizer in finalizers ?? [])
        {
            Invalid(path, finalizer, NameSyntax.QualifiedName(finalizer), errors);
        }

        if (finalizers?.Contains(FinalizerNames.Orphan) == true
            && finalizers.Contains(FinalizerNames.ForegroundDeletion))
        {
            errors.Invalid(
                path,
                finalizers,
                $"finalizer {FinalizerNames.Orphan} and {FinalizerNames.ForegroundDeletion} cannot be both set");
        }
    }

    private static void ValidateNoNewFinalizers(V1ObjectMeta meta, V1ObjectMeta old, FieldErrors errors)
    {
        if (old.DeletionTimestamp is null)
        {
            return;
        }

        var added = (meta.Finalizers ?? []).Except(old.Finalizers ?? []).Order(StringComparer.Ordinal).ToList();
        if (added.Count > 0)
        {
            var names = string.Join(", ", added.Select(FieldValueText.Quote));
            errors.Forbidden(
                Path.Child("finalizers"),
                "no new finalizers can be added if the object is being deleted, found new finalizers "
                    + $"[]string{{{names}}}");
        }
    }

    // Kinds of Kubernetes itself accept a name without a domain only when it is one of their own.
    private static void ValidateFinalizerScopes(V1ObjectMeta meta, FieldErrors errors)
    {
        for (var i = 0; i < (meta.Finalizers?.Count ?? 0); i++)
        {
            var name = meta.Finalizers![i]; // counted above
            if (!name.Contains('/', StringComparison.Ordinal) && !FinalizerNames.IsStandard(name))
            {
                errors.Invalid(
                    Path.Child("finalizers").Index(i),
                    name,
                    "name is neither a standard finalizer name nor is it fully qualified");
            }
        }
    }

    private static void Immutable<T>(string field, T value, T old, FieldErrors errors)
    {
        if (!EqualityComparer<T>.Default.Equals(value, old))
        {
            errors.Invalid(Path.Child(field), value, "field is immutable");
        }
    }

    private static void Invalid(FieldPath path, string value, IReadOnlyList<string> problems, FieldErrors errors)
    {
        foreach (var problem in problems)
        {
            errors.Invalid(path, value, problem);
        }
    }
}
