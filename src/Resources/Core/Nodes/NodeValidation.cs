using k8s.Models;
using OrleansScheduler.Resources.Core.Pods.Validation;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Nodes;

/// <summary>What a node may be and become.</summary>
internal static class NodeValidation
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");
    private static readonly FieldPath Status = FieldPath.Of("status");

    public static FieldErrors Validate(V1Node node)
    {
        var errors = new FieldErrors();
        ObjectMetaValidation.Validate(node.Metadata, isNamespaced: false, NameRules.DnsSubdomain, errors);
        TaintValidation.Validate(node.Spec.Taints, errors);
        ValidateResources(node, errors);
        ValidateAddressRanges(node, errors);
        return errors;
    }

    public static FieldErrors ValidateUpdate(V1Node node, V1Node old)
    {
        var errors = new FieldErrors();
        ObjectMetaValidation.ValidateUpdate(node.Metadata, old.Metadata, errors);
        ValidateResources(node, errors);
        ValidateAddresses(node, errors);
        OnceAssigned("podCIDRs", "podCIDR", node.Spec.PodCIDRs ?? [], old.Spec?.PodCIDRs ?? [], errors);
        OnceAssigned("providerID", "providerID", AsList(node.Spec.ProviderID), AsList(old.Spec?.ProviderID), errors);
        TaintValidation.Validate(node.Spec.Taints, errors);
        return errors;
    }

    private static void OnceAssigned(
        string field, string name, IList<string> value, IList<string> old, FieldErrors errors)
    {
        if (old.Count > 0 && !value.SequenceEqual(old))
        {
            errors.Forbidden(Spec.Child(field), $"node updates may not change {name} except from \"\" to valid");
        }
    }

    private static void ValidateResources(V1Node node, FieldErrors errors)
    {
        ValidateAmounts("capacity", node.Status.Capacity, errors);
        ValidateAmounts("allocatable", node.Status.Allocatable, errors);
    }

    private static void ValidateAmounts(
        string field, IDictionary<string, ResourceQuantity>? amounts, FieldErrors errors)
    {
        foreach (var (name, quantity) in amounts.InKeyOrder())
        {
            var amount = quantity.ToDecimal();
            if (amount < 0)
            {
                errors.Invalid(Status.Child(field, name), quantity.ToString(), "must be greater than or equal to 0");
            }

            if (ResourceNames.IsInteger(name) && decimal.Remainder(amount, 1) != 0)
            {
                errors.Invalid(Status.Child(field, name), quantity.ToString(), "must be an integer");
            }
        }
    }

    private static void ValidateAddresses(V1Node node, FieldErrors errors)
    {
        var seen = new HashSet<(string, string)>();
        var addresses = node.Status.Addresses ?? [];
        for (var i = 0; i < addresses.Count; i++)
        {
            if (!seen.Add((addresses[i].Type, addresses[i].Address)))
            {
                errors.Duplicate(Status.Child("addresses").Index(i), addresses[i]);
            }
        }
    }

    private static void ValidateAddressRanges(V1Node node, FieldErrors errors)
    {
        var path = Spec.Child("podCIDRs");
        var ranges = node.Spec.PodCIDRs ?? [];
        for (var i = 0; i < ranges.Count; i++)
        {
            if (!System.Net.IPNetwork.TryParse(ranges[i], out _))
            {
                errors.Invalid(
                    path.Index(i), ranges[i], "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)");
            }
        }

        if (ranges.GroupBy(range => range.Contains(':', StringComparison.Ordinal)).Any(family => family.Count() > 1))
        {
            errors.Invalid(path, ranges, "may specify no more than one CIDR for each IP family");
        }
    }

    private static IList<string> AsList(string? value) => string.IsNullOrEmpty(value) ? [] : [value];
}
