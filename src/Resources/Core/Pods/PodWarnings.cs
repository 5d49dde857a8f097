using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods;

/// <summary>What is allowed in a pod but hardly meant.</summary>
internal static class PodWarnings
{
    public static IReadOnlyList<string> Of(V1Pod pod)
    {
        var warnings = new List<string>();
        AddSpecWarnings(pod.Spec, FieldPath.Of("spec"), warnings);
        var problems = NameSyntax.DnsLabel(pod.Metadata.Name ?? "");
        if (problems.Count > 0)
        {
            warnings.Add(
                "metadata.name: this is used in the Pod's hostname, which can result in surprising behavior; "
                + $"a DNS label is recommended: [{string.Join(' ', problems)}]");
        }

        return warnings;
    }

    /// <summary>The warnings a pod's template shares with it.</summary>
    public static void AddSpecWarnings(V1PodSpec spec, FieldPath path, List<string> warnings)
    {
        if (spec.TerminationGracePeriodSeconds < 0)
        {
            warnings.Add(
                $"{path.Child("terminationGracePeriodSeconds")}: must be >= 0; negative values are invalid and will "
                + "be treated as 1");
        }

        AddContainerWarnings(spec.InitContainers, path.Child("initContainers"), warnings);
        AddContainerWarnings(spec.Containers, path.Child("containers"), warnings);
    }

    private static void AddContainerWarnings(IList<V1Container>? containers, FieldPath path, List<string> warnings)
    {
        foreach (var (index, container) in (containers ?? []).Index())
        {
            var containerPath = path.Index(index);
            AddFractions(container.Resources?.Limits, containerPath.Child("resources", "limits"), warnings);
            AddFractions(container.Resources?.Requests, containerPath.Child("resources", "requests"), warnings);
            var names = new HashSet<string>();
            foreach (var (variableIndex, variable) in (container.Env ?? []).Index())
            {
                if (!names.Add(variable.Name))
                {
                    warnings.Add(
                        $"{containerPath.Child("env").Index(variableIndex)}: hides previous definition of "
                        + $"\"{variable.Name}\", which may be dropped when using apply");
                }
            }
        }
    }

    private static void AddFractions(
        IDictionary<string, ResourceQuantity>? quantities, FieldPath path, List<string> warnings)
    {
        foreach (var name in new[] { "memory", "ephemeral-storage" })
        {
            if (quantities?.TryGetValue(name, out var quantity) is true
                && decimal.Remainder(quantity.ToDecimal(), 1) != 0)
            {
                warnings.Add($"{path.Key(name)}: fractional byte value \"{quantity}\" is invalid, must be an integer");
            }
        }
    }
}
