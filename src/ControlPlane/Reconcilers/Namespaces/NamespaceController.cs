using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Reconcilers.Namespaces;

/// <summary>Empties namespaces that are being deleted.</summary>
internal static class NamespaceController
{
    public const string Name = "namespace-controller";

    public static Controller Definition { get; } = new(
        Name,
        ["namespace"],
        [new ControllerRoute("namespaces", change => Keys(change.Object), Keys)]);

    /// <summary>The kinds whose objects live in namespaces.</summary>
    public static IEnumerable<ResourceKind> ContentKinds => Kinds.All
        .Where(kind => kind.IsNamespaced)
        .DistinctBy(kind => kind.ResourceType);

    private static IEnumerable<string> Keys(StoredObject stored) =>
        stored.As<V1Namespace>().Metadata.DeletionTimestamp is null ? [] : [stored.Key.Name];
}
