using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Warnings;

/// <summary>Parts of bytes, and variables that hide others.</summary>
internal static class ContainerWarnings
{
    public static void Add(V1PodSpec spec, FieldPath path, List<string> warnings)
    {
        foreach (var (index, container) in (spec.InitContainers ?? []).Index())
        {
            Add(container.Resources, container.Env, path.Child("initContainers").Index(index), warnings);
        }

        foreach (var (index, container) in (spec.Containers ?? []).Index())
        {
            Add(container.Resources, container.Env, path.Child("containers").Index(index), warnings);
        }

        foreach (var (index, container) in (spec.EphemeralContainers ?? []).Index())
        {
            Add(container.Resources, container.Env, path.Child("ephemeralContainers").Index(index), warnings);
        }
    }

    public static void AddFractions(
        IDictionary<string, ResourceQuantity>? quantities, FieldPath path, string resource, List<string> warnings)
    {
        if (quantities?.TryGetValue(resource, out var quantity) is true && decimal.Remainder(quantity.ToDecimal(), 1) != 0)
        {
            warnings.Add($"{path.Key(resource)}: fractional byte value \"{quantity}\" is invalid, must be an integer");
        }
    }

    private static void Add(
        V1ResourceRequirements? resources, IList<V1EnvVar>? variables, FieldPath path, List<string> warnings)
    {
        foreach (var resource in (string[])["memory", "ephemeral-storage"])
        {
            AddFractions(resources?.Limits, path.Child("resources", "limits"), resource, warnings);
            AddFractions(resources?.Requests, path.Child("resources", "requests"), resource, warnings);
        }

        var names = new HashSet<string>();
        foreach (var (index, variable) in (variables ?? []).Index())
        {
            if (!names.Add(variable.Name) && Hides(variable))
            {
                warnings.Add(
                    $"{path.Child("env").Index(index)}: hides previous definition of "
                    + $"\"{variable.Name}\", which may be dropped when using apply");
            }
        }
    }

    // A value that is made of the earlier one and more goes on with it instead.
    private static bool Hides(V1EnvVar variable)
    {
        var reference = $"$({variable.Name})";
        var value = variable.Value ?? "";
        return variable.ValueFrom is not null
            || value == reference
            || !value.Contains(reference, StringComparison.Ordinal);
    }
}
