using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Namespaces;

/// <summary>What a namespace may be called and become.</summary>
internal static class NamespaceValidation
{
    public static FieldErrors Validate(V1Namespace ns)
    {
        var errors = new FieldErrors();
        ObjectMetaValidation.Validate(ns.Metadata, isNamespaced: false, NameRules.DnsLabel, errors);
        ValidateFinalizers(ns, errors);
        return errors;
    }

    public static FieldErrors ValidateUpdate(V1Namespace ns, V1Namespace old, string subresource)
    {
        var errors = new FieldErrors();
        ObjectMetaValidation.ValidateUpdate(ns.Metadata, old.Metadata, errors);
        if (subresource == NamespaceKind.FinalizeSubresource)
        {
            ValidateFinalizers(ns, errors);
        }
        else if (subresource == "status")
        {
            ValidatePhase(ns, errors);
        }

        return errors;
    }

    // The phase follows from the deletion and from nothing else.
    private static void ValidatePhase(V1Namespace ns, FieldErrors errors)
    {
        var isDeleting = ns.Metadata.DeletionTimestamp is not null;
        var path = FieldPath.Of("status").Child("Phase");
        if (!isDeleting && ns.Status.Phase != NamespaceKind.Active)
        {
            errors.Invalid(path, ns.Status.Phase, "may only be 'Active' if `deletionTimestamp` is empty");
        }

        if (isDeleting && ns.Status.Phase != NamespaceKind.Terminating)
        {
            errors.Invalid(path, ns.Status.Phase, "may only be 'Terminating' if `deletionTimestamp` is not empty");
        }
    }

    private static void ValidateFinalizers(V1Namespace ns, FieldErrors errors)
    {
        var path = FieldPath.Of("spec").Child("finalizers");
        foreach (var name in ns.Spec?.Finalizers ?? [])
        {
            foreach (var problem in NameSyntax.QualifiedName(name))
            {
                errors.Invalid(path, name, problem);
            }

            if (!name.Contains('/', StringComparison.Ordinal) && !FinalizerNames.IsStandard(name))
            {
                errors.Invalid(path, name, "name is neither a standard finalizer name nor is it fully qualified");
            }
        }
    }
}
