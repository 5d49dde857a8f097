using k8s.Models;
using OrleansScheduler.Resources.Core.Namespaces;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.Resources.Admission.Plugins;

/// <summary>
/// Nothing is written into a namespace that is not there, nothing is created in one that is going away, and the
/// namespaces the cluster itself lives in stay.
/// </summary>
internal sealed class NamespaceLifecycle(IResourceStore store) : IAdmissionPlugin
{
    private static readonly string[] Immortal = ["default", "kube-system", "kube-public"];

    public string Name => "NamespaceLifecycle";

    public ValueTask AdmitAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        if (request is { Operation: AdmissionOperation.Delete, Kind: NamespaceKind } && Immortal.Contains(request.Key.Name))
        {
            throw StatusErrors.Forbidden(request.Kind, request.Key.Name, "this namespace may not be deleted");
        }

        return request.Operation == AdmissionOperation.Delete || !request.Kind.IsNamespaced || request.Key.Namespace.Length == 0
            ? ValueTask.CompletedTask
            : CheckAsync(request, cancellationToken);
    }

    // The replica's word is good enough for a yes; a no is asked of the store, as the namespace may be brand-new.
    private async ValueTask CheckAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        var ns = await FindAsync(request.Key.Namespace, ReadConsistency.Any, cancellationToken);
        if (!Admits(ns, request))
        {
            ns = await FindAsync(request.Key.Namespace, ReadConsistency.MostRecent, cancellationToken);
        }

        if (ns is null)
        {
            throw StatusErrors.NotFound(Kinds.Namespaces, request.Key.Namespace);
        }

        if (!Admits(ns, request))
        {
            throw StatusErrors.NamespaceTerminating(request.Kind, request.Key.Name, request.Key.Namespace);
        }
    }

    private static bool Admits(V1Namespace? ns, AdmissionRequest request) => ns is not null
        && (request.Operation != AdmissionOperation.Create || ns.Status?.Phase != NamespaceKind.Terminating);

    private async ValueTask<V1Namespace?> FindAsync(
        string name, ReadConsistency consistency, CancellationToken cancellationToken)
    {
        var key = new ObjectKey("", name);
        var stored = await store.GetAsync(Kinds.Namespaces.ResourceType, key, consistency, cancellationToken);
        return stored?.As<V1Namespace>();
    }
}
