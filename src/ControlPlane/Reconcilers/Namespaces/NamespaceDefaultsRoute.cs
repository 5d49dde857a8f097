using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Reconcilers.Namespaces;

/// <summary>Routes of controllers that keep one object of a fixed name in every namespace; their key is the namespace.</summary>
internal static class NamespaceDefaultsRoute
{
    public static IReadOnlyList<ControllerRoute> For(string resourceType, string name) =>
    [
        ControllerRoute.Self("namespaces", stored => !stored.Head.IsDeleting),
        new ControllerRoute(
            resourceType,
            change => change.Object.Key.Name == name && change.Type != WatchEventType.Added
                ? [change.Object.Key.Namespace]
                : [],
            _ => []),
    ];
}
