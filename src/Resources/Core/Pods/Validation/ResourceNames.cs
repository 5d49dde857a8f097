using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>What the names of resources say about them.</summary>
internal static class ResourceNames
{
    private const string HugePages = "hugepages-";

    private static readonly HashSet<string> OfContainers = ["cpu", "memory", "ephemeral-storage"];

    private static readonly HashSet<string> Counted =
    [
        "pods", "resourcequotas", "services", "replicationcontrollers", "secrets", "configmaps",
        "persistentvolumeclaims", "services.nodeports", "services.loadbalancers",
    ];

    private static readonly HashSet<string> Standard =
    [
        .. OfContainers, .. Counted, "storage", "requests.storage",
        .. OfContainers.Select(name => $"requests.{name}"), .. OfContainers.Select(name => $"limits.{name}"),
    ];

    public static bool IsHugePages(string name) => name.StartsWith(HugePages, StringComparison.Ordinal);

    /// <summary>Ours, not a device vendor's.</summary>
    public static bool IsNative(string name) =>
        !name.Contains('/', StringComparison.Ordinal) || name.Contains("kubernetes.io/", StringComparison.Ordinal);

    public static bool IsExtended(string name) =>
        !IsNative(name)
        && !name.StartsWith("requests.", StringComparison.Ordinal)
        && NameSyntax.QualifiedName($"requests.{name}").Count == 0;

    public static bool IsInteger(string name) => Counted.Contains(name) || IsExtended(name);

    public static bool MayBeOvercommitted(string name) => IsNative(name) && !IsHugePages(name);

    public static bool IsWholePages(string name, decimal bytes)
    {
        var size = new ResourceQuantity(name[HugePages.Length..]).ToDecimal();
        return size > 0 && decimal.Remainder(size, 1) == 0 && decimal.Remainder(bytes, size) == 0;
    }

    public static void ValidateOfContainer(string name, FieldPath path, FieldErrors errors)
    {
        Validate(name, path, errors);
        if (!name.Contains('/', StringComparison.Ordinal))
        {
            if (!OfContainers.Contains(name) && !IsHugePages(name))
            {
                errors.Invalid(path, name, "must be a standard resource for containers");
            }
        }
        else if (!IsNative(name) && !IsExtended(name))
        {
            errors.Invalid(path, name, "doesn't follow extended resource name standard");
        }
    }

    public static void ValidateOfPod(string name, FieldPath path, FieldErrors errors)
    {
        Validate(name, path, errors);
        if (!PodResources.IsPodLevel(name))
        {
            errors.NotSupported(path, name, ["cpu", HugePages, "memory"]);
        }
    }

    private static void Validate(string name, FieldPath path, FieldErrors errors)
    {
        var problems = NameSyntax.QualifiedName(name);
        errors.Invalid(path, name, problems);
        if (problems.Count == 0 && !name.Contains('/', StringComparison.Ordinal) && !Standard.Contains(name)
            && !IsHugePages(name))
        {
            errors.Invalid(path, name, "must be a standard resource type or fully qualified");
        }
    }
}
