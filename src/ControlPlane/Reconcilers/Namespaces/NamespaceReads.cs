using k8s;
using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ControlPlane.Reconcilers.Namespaces;

/// <summary>What the controllers that furnish namespaces share.</summary>
internal static class NamespaceReads
{
    public static async Task<bool> IsLivingNamespaceAsync(
        this ReconcilerClient client, string name, CancellationToken cancellationToken) =>
        await client.GetAsync<V1Namespace>(new ObjectKey("", name), cancellationToken)
            is { Metadata.DeletionTimestamp: null };

    /// <summary>Creates the object; that it is there already, or its namespace is going, is as good.</summary>
    public static async Task EnsureCreatedAsync<T>(
        this ReconcilerClient client, T obj, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            await client.CreateAsync(obj, cancellationToken);
        }
        catch (StatusException refusal) when (refusal.Reason == "AlreadyExists" || IsNamespaceTerminating(refusal))
        {
            // Somebody else was first, or nobody needs it any more.
        }
    }

    private static bool IsNamespaceTerminating(StatusException refusal) =>
        refusal.Status.Details?.Causes?.Any(cause => cause.Reason == "NamespaceTerminating") == true;
}
