using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Reconcilers.Namespaces;

/// <summary>What a Terminating namespace says of its own end.</summary>
internal static class NamespaceConditions
{
    /// <summary>The conditions, null when <paramref name="stored"/> says the same already.</summary>
    public static IList<V1NamespaceCondition>? Of(
        IReadOnlyList<(ResourceKind Kind, StoredObject Object)> remains,
        IList<V1NamespaceCondition> stored,
        DateTime now)
    {
        var finalizers = remains
            .SelectMany(item => item.Kind.Typed(item.Object).Metadata.Finalizers ?? [])
            .ToArray();
        V1NamespaceCondition[] wanted =
        [
            Make("NamespaceDeletionDiscoveryFailure", false, "ResourcesDiscovered", "All resources successfully discovered"),
            Make("NamespaceDeletionGroupVersionParsingFailure", false, "ParsedGroupVersions", "All legacy kube types successfully parsed"),
            Make("NamespaceDeletionContentFailure", false, "ContentDeleted", "All content successfully deleted, may be waiting on finalization"),
            remains.Count > 0
                ? Make("NamespaceContentRemaining", true, "SomeResourcesRemain", $"Some resources are remaining: {Resources(remains)}")
                : Make("NamespaceContentRemaining", false, "ContentRemoved", "All content successfully removed"),
            finalizers.Length > 0
                ? Make("NamespaceFinalizersRemaining", true, "SomeFinalizersRemain", $"Some content in the namespace has finalizers remaining: {Finalizers(finalizers)}")
                : Make("NamespaceFinalizersRemaining", false, "ContentHasNoFinalizers", "All content-preserving finalizers finished"),
        ];
        var merged = wanted.Select(condition => Merge(condition, stored, now)).ToArray();
        return merged.All(stored.Contains) ? null : merged;
    }

    private static string Resources(IEnumerable<(ResourceKind Kind, StoredObject Object)> remains) => string.Join(
        ", ",
        remains.GroupBy(item => $"{item.Kind.Plural}.{item.Kind.Group}")
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Key} has {group.Count()} resource instances"));

    private static string Finalizers(IEnumerable<string> finalizers) => string.Join(
        ", ",
        finalizers.GroupBy(name => name)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Key} in {group.Count()} resource instances"));

    private static V1NamespaceCondition Merge(
        V1NamespaceCondition wanted, IList<V1NamespaceCondition> stored, DateTime now)
    {
        var existing = stored.FirstOrDefault(condition => condition.Type == wanted.Type);
        if (existing is not null && existing.Status == wanted.Status && existing.Message == wanted.Message)
        {
            return existing;
        }

        wanted.LastTransitionTime = existing?.Status == wanted.Status ? existing.LastTransitionTime : now;
        return wanted;
    }

    private static V1NamespaceCondition Make(string type, bool isTrue, string reason, string message) => new()
    {
        Type = type,
        Status = isTrue ? "True" : "False",
        Reason = reason,
        Message = message,
    };
}
