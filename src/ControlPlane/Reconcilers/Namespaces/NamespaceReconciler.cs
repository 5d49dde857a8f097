using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Reconcilers.Namespaces;

/// <summary>
/// Deletes everything in a namespace that is being deleted, says in its conditions what still remains, and once
/// nothing does takes its finalizer off, which removes it.
/// </summary>
internal sealed class NamespaceReconciler(TimeProvider time) : IReconciler
{
    private const string Finalizer = "kubernetes";

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    public async Task<Requeue> ReconcileAsync(
        string key, ReconcilerClient client, CancellationToken cancellationToken)
    {
        var space = await client.GetAsync<V1Namespace>(new ObjectKey("", key), cancellationToken);
        if (space?.Metadata.DeletionTimestamp is null || space.Spec.Finalizers?.Contains(Finalizer) != true)
        {
            return Requeue.OnChange;
        }

        var remains = await EmptyAsync(key, client, cancellationToken);
        await TellAsync(space, remains, client, cancellationToken);
        if (remains.Count > 0)
        {
            return Requeue.In(LookAgain);
        }

        await client.UpdateAsync<V1Namespace>(
            space.Key(),
            "finalize",
            found => found.Spec.Finalizers = [.. found.Spec.Finalizers?.Where(item => item != Finalizer) ?? []],
            cancellationToken);
        return Requeue.OnChange;
    }

    // A most recent list: what was created before the namespace closed is in it.
    private static async Task<IReadOnlyList<(ResourceKind Kind, StoredObject Object)>> EmptyAsync(
        string name, ReconcilerClient client, CancellationToken cancellationToken)
    {
        client.DoubtView();
        var remains = new List<(ResourceKind, StoredObject)>();
        foreach (var kind in NamespaceController.ContentKinds)
        {
            var query = new ListQuery { Namespace = name };
            foreach (var stored in await client.ListAsync(kind.ResourceType, query, cancellationToken))
            {
                await DeleteAsync(kind, stored, client, cancellationToken);
            }

            remains.AddRange((await client.ListAsync(kind.ResourceType, query, cancellationToken))
                .Select(stored => (kind, stored)));
        }

        return remains;
    }

    private static async Task DeleteAsync(
        ResourceKind kind, StoredObject stored, ReconcilerClient client, CancellationToken cancellationToken)
    {
        if (stored.Head.IsDeleting)
        {
            return;
        }

        try
        {
            await client.DeleteAsync(kind, stored.Key, kind.Typed(stored).OnlyThis(), cancellationToken);
        }
        catch (StatusException refusal) when (refusal.Reason is "NotFound" or "Conflict")
        {
            // Gone, or replaced: the next round sees.
        }
    }

    private async Task TellAsync(
        V1Namespace space,
        IReadOnlyList<(ResourceKind Kind, StoredObject Object)> remains,
        ReconcilerClient client,
        CancellationToken cancellationToken)
    {
        var conditions = NamespaceConditions.Of(remains, space.Status?.Conditions ?? [], time.GetUtcNow().UtcDateTime);
        if (conditions is not null)
        {
            await client.UpdateAsync<V1Namespace>(
                space.Key(), "status", found => found.Status.Conditions = conditions, cancellationToken);
        }
    }
}
