using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Reconcilers.GarbageCollection;

/// <summary>
/// Garbage collection around one owner. It is gone: its dependents are judged. It is being deleted in the foreground:
/// its dependents go first. It is being deleted but its dependents are to stay: they forget it.
/// </summary>
internal sealed class GarbageReconciler(IResourceStore store) : IReconciler
{
    // Dependents that are held by finalizers of their own may take any time.
    private static readonly TimeSpan ForegroundLookAgain = TimeSpan.FromSeconds(5);

    public async Task<Requeue> ReconcileAsync(
        string key, ReconcilerClient client, CancellationToken cancellationToken)
    {
        var owner = Incarnation.Parse(key);
        var garbage = new GarbageDependents(store, client);
        var stored = await owner.FindAsync(store, ReadConsistency.MostRecent, cancellationToken);
        if (stored is null)
        {
            // Whoever became a dependent before the owner went must be seen.
            client.DoubtView();
            await garbage.JudgeAsync(await garbage.OfAsync(owner, cancellationToken), cancellationToken);
            return Requeue.OnChange;
        }

        var kind = GarbageController.Kinds[owner.ResourceType];
        if (GarbageFinalizers.IsOrphaningDependents(kind, stored))
        {
            await OrphanAsync(owner, garbage, client, cancellationToken);
        }
        else if (GarbageFinalizers.IsDeletingDependents(kind, stored))
        {
            return await DeleteForegroundAsync(owner, garbage, client, cancellationToken);
        }

        return Requeue.OnChange;
    }

    private static async Task<Requeue> DeleteForegroundAsync(
        Incarnation owner, GarbageDependents garbage, ReconcilerClient client, CancellationToken cancellationToken)
    {
        await garbage.JudgeAsync(await garbage.OfAsync(owner, cancellationToken), cancellationToken);
        var left = await garbage.OfAsync(owner, cancellationToken);
        if (left.Any(dependent => dependent.Blocks(owner)))
        {
            return Requeue.In(ForegroundLookAgain);
        }

        await GarbageWrites.RemoveFinalizerAsync(owner, GarbageFinalizers.Foreground, client, cancellationToken);
        return Requeue.OnChange;
    }

    private static async Task OrphanAsync(
        Incarnation owner, GarbageDependents garbage, ReconcilerClient client, CancellationToken cancellationToken)
    {
        var lost = new HashSet<string> { owner.Uid };
        foreach (var dependent in await garbage.OfAsync(owner, cancellationToken))
        {
            await GarbageWrites.ForgetOwnersAsync(dependent, lost, client, cancellationToken);
        }

        await GarbageWrites.RemoveFinalizerAsync(owner, GarbageFinalizers.Orphan, client, cancellationToken);
    }
}
