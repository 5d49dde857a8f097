using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>Which nodes and which other pods a pod wants near.</summary>
internal static class AffinityValidation
{
    private const string Required = "requiredDuringSchedulingIgnoredDuringExecution";
    private const string Preferred = "preferredDuringSchedulingIgnoredDuringExecution";
    private const string WeightRange = "must be in the range 1-100";

    public static void Validate(V1Affinity? affinity, FieldPath path, FieldErrors errors)
    {
        if (affinity?.NodeAffinity is { } node)
        {
            ValidateNodeAffinity(node, path.Child("nodeAffinity"), errors);
        }

        if (affinity?.PodAffinity is { } pod)
        {
            ValidateTerms(
                pod.RequiredDuringSchedulingIgnoredDuringExecution,
                pod.PreferredDuringSchedulingIgnoredDuringExecution,
                path.Child("podAffinity"),
                errors);
        }

        if (affinity?.PodAntiAffinity is { } anti)
        {
            ValidateTerms(
                anti.RequiredDuringSchedulingIgnoredDuringExecution,
                anti.PreferredDuringSchedulingIgnoredDuringExecution,
                path.Child("podAntiAffinity"),
                errors);
        }
    }

    private static void ValidateNodeAffinity(V1NodeAffinity affinity, FieldPath path, FieldErrors errors)
    {
        if (affinity.RequiredDuringSchedulingIgnoredDuringExecution is { } required)
        {
            NodeSelectorValidation.Validate(required, path.Child(Required), errors);
        }

        foreach (var (index, term) in (affinity.PreferredDuringSchedulingIgnoredDuringExecution ?? []).Index())
        {
            var termPath = path.Child(Preferred).Index(index);
            Weight(term.Weight, termPath, errors);
            NodeSelectorValidation.Validate(
                term.Preference ?? new V1NodeSelectorTerm(), checksValues: false, termPath.Child("preference"), errors);
        }
    }

    private static void ValidateTerms(
        IList<V1PodAffinityTerm>? required,
        IList<V1WeightedPodAffinityTerm>? preferred,
        FieldPath path,
        FieldErrors errors)
    {
        foreach (var (index, term) in (required ?? []).Index())
        {
            Validate(term, path.Child(Required).Index(index), errors);
        }

        foreach (var (index, term) in (preferred ?? []).Index())
        {
            var termPath = path.Child(Preferred).Index(index);
            Weight(term.Weight, termPath, errors);
            Validate(term.PodAffinityTerm ?? new V1PodAffinityTerm(), termPath.Child("podAffinityTerm"), errors);
        }
    }

    private static void Validate(V1PodAffinityTerm term, FieldPath path, FieldErrors errors)
    {
        LabelSelectorValidation.Validate(term.LabelSelector, path.Child("labelSelector"), errors);
        LabelSelectorValidation.Validate(term.NamespaceSelector, path.Child("namespaceSelector"), errors);
        foreach (var name in term.Namespaces ?? [])
        {
            errors.Invalid(path.Child("namespace"), name, NameSyntax.DnsLabel(name));
        }

        ValidateLabelKeys(term, path, errors);
        var key = term.TopologyKey ?? "";
        if (key.Length == 0)
        {
            errors.Required(path.Child("topologyKey"), "can not be empty");
        }

        errors.Invalid(path.Child("topologyKey"), key, NameSyntax.QualifiedName(key));
    }

    private static void ValidateLabelKeys(V1PodAffinityTerm term, FieldPath path, FieldErrors errors)
    {
        LabelKeys(term.MatchLabelKeys, term.LabelSelector, path.Child("matchLabelKeys"), errors);
        LabelKeys(term.MismatchLabelKeys, term.LabelSelector, path.Child("mismatchLabelKeys"), errors);
        foreach (var (index, key) in (term.MatchLabelKeys ?? []).Index())
        {
            if (term.LabelSelector is not null && MatchLabelKeys.IsSelectedTwice(term.LabelSelector, key))
            {
                errors.Invalid(path.Index(index), key, "exists in both matchLabelKeys and labelSelector");
            }
        }

        foreach (var (index, key) in (term.MatchLabelKeys ?? []).Index())
        {
            if ((term.MismatchLabelKeys ?? []).Contains(key))
            {
                errors.Invalid(
                    path.Child("matchLabelKeys").Index(index),
                    key,
                    "exists in both matchLabelKeys and mismatchLabelKeys");
            }
        }
    }

    private static void LabelKeys(IList<string>? keys, V1LabelSelector? selector, FieldPath path, FieldErrors errors)
    {
        if (keys is { Count: > 0 } && selector is null)
        {
            errors.Forbidden(path, "must not be specified when labelSelector is not set");
            return;
        }

        foreach (var (index, key) in (keys ?? []).Index())
        {
            errors.Invalid(path.Index(index), key, NameSyntax.QualifiedName(key));
        }
    }

    private static void Weight(int weight, FieldPath path, FieldErrors errors)
    {
        if (weight is <= 0 or > 100)
        {
            errors.Invalid(path.Child("weight"), weight, WeightRange);
        }
    }
}
