using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Reconcilers.GarbageCollection;

/// <summary>Finds the dependents of an owner; keeps them, relieves them of dead owners, or deletes them.</summary>
internal sealed class GarbageDependents(IResourceStore store, ReconcilerClient client)
{
    public async Task<IReadOnlyList<Dependent>> OfAsync(Incarnation owner, CancellationToken cancellationToken)
    {
        var query = new ListQuery { Index = new IndexKey(ObjectIndex.OwnerUid, owner.Uid) };
        var dependents = new List<Dependent>();
        foreach (var kind in GarbageController.Kinds.Values)
        {
            var found = await client.ListAsync(kind.ResourceType, query, cancellationToken);
            dependents.AddRange(found.Select(stored => new Dependent(kind, stored)));
        }

        return dependents;
    }

    public async Task JudgeAsync(IEnumerable<Dependent> dependents, CancellationToken cancellationToken)
    {
        foreach (var dependent in dependents.Where(dependent => !dependent.Object.Head.IsDeleting))
        {
            await JudgeAsync(dependent, cancellationToken);
        }
    }

    private async Task JudgeAsync(Dependent dependent, CancellationToken cancellationToken)
    {
        var states = new Dictionary<string, OwnerState>();
        foreach (var owner in dependent.Object.Head.Owners)
        {
            states[owner.Uid] = await StateAsync(owner, dependent.Object.Key, cancellationToken);
        }

        if (!states.ContainsValue(OwnerState.Solid))
        {
            await DeleteAsync(dependent, states.ContainsValue(OwnerState.Waiting), cancellationToken);
        }
        else if (states.Values.Any(state => state != OwnerState.Solid))
        {
            var lost = states.Where(entry => entry.Value != OwnerState.Solid).Select(entry => entry.Key).ToHashSet();
            await GarbageWrites.ForgetOwnersAsync(dependent, lost, client, cancellationToken);
        }
    }

    // Present in the replica is present enough; absent must hold in the most recent state.
    private async Task<OwnerState> StateAsync(
        OwnerHead named, ObjectKey dependent, CancellationToken cancellationToken)
    {
        if (Incarnation.OfOwner(named, dependent) is not { } owner
            || !GarbageController.Kinds.TryGetValue(owner.ResourceType, out var kind))
        {
            return OwnerState.Solid;
        }

        var stored = await owner.FindAsync(store, ReadConsistency.Any, cancellationToken)
            ?? await owner.FindAsync(store, ReadConsistency.MostRecent, cancellationToken);
        return stored is null ? OwnerState.Absent
            : GarbageFinalizers.IsDeletingDependents(kind, stored) ? OwnerState.Waiting
            : OwnerState.Solid;
    }

    private async Task DeleteAsync(Dependent dependent, bool isOwnerWaiting, CancellationToken cancellationToken)
    {
        IReadOnlyList<Dependent> own = isOwnerWaiting ? await OfAsync(dependent.Incarnation, cancellationToken) : [];
        if (own.Any(found => GarbageFinalizers.IsDeletingDependents(found.Kind, found.Object)))
        {
            // A circle of owners would wait for itself.
            await GarbageWrites.StopBlockingAsync(dependent, client, cancellationToken);
            await GarbageWrites.DeleteAsync(dependent, "Foreground", isExactly: false, client, cancellationToken);
            return;
        }

        var policy = own.Count > 0 ? "Foreground" : Policy(dependent);
        await GarbageWrites.DeleteAsync(dependent, policy, isExactly: true, client, cancellationToken);
    }

    // What an earlier, interrupted deletion wanted for the object's own dependents still holds.
    private static string Policy(Dependent dependent)
    {
        var finalizers = dependent.Typed.Metadata.Finalizers ?? [];
        return finalizers.Contains(GarbageFinalizers.Orphan) ? "Orphan"
            : finalizers.Contains(GarbageFinalizers.Foreground) ? "Foreground"
            : "Background";
    }
}
