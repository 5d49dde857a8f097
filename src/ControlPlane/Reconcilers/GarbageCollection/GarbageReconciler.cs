using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Reconcilers.GarbageCollection;

/// <summary>
/// Garbage collection around one object. It is gone: its dependents are examined. It is being deleted in the
/// foreground: its dependents go first. It is being deleted but its dependents are to stay: they forget it.
/// It is there: its own owners are examined.
/// </summary>
internal sealed class GarbageReconciler(IResourceStore store) : IReconciler
{
    private const string ForegroundFinalizer = "foregroundDeletion";
    private const string OrphanFinalizer = "orphan";

    // Dependents that stop blocking without going away send no signal here.
    private static readonly TimeSpan ForegroundLookAgain = TimeSpan.FromSeconds(5);

    public async Task<Requeue> ReconcileAsync(
        string key, ReconcilerClient client, CancellationToken cancellationToken)
    {
        var self = GarbageKey.Parse(key);
        var stored = await FindAsync(self, cancellationToken);
        if (stored is null)
        {
            return await ExamineDependentsAsync(self, client, cancellationToken);
        }

        var kind = GarbageController.Kinds.First(candidate => candidate.ResourceType == self.ResourceType);
        var finalizers = kind.Typed(stored).Metadata.Finalizers ?? [];
        if (stored.Head.IsDeleting && finalizers.Contains(OrphanFinalizer))
        {
            return await OrphanAsync(kind, self, client, cancellationToken);
        }

        if (stored.Head.IsDeleting && finalizers.Contains(ForegroundFinalizer))
        {
            return await DeleteForegroundAsync(kind, self, client, cancellationToken);
        }

        await ExamineAsync(kind, stored, client, cancellationToken);
        return Requeue.OnChange;
    }

    private async Task<Requeue> ExamineDependentsAsync(
        GarbageKey gone, ReconcilerClient client, CancellationToken cancellationToken)
    {
        foreach (var (kind, dependent) in await DependentsAsync(gone, client, cancellationToken))
        {
            await ExamineAsync(kind, dependent, client, cancellationToken);
        }

        return Requeue.OnChange;
    }

    private async Task<Requeue> DeleteForegroundAsync(
        ResourceKind kind, GarbageKey self, ReconcilerClient client, CancellationToken cancellationToken)
    {
        var dependents = await DependentsAsync(self, client, cancellationToken);
        foreach (var (dependentKind, dependent) in dependents)
        {
            await ExamineAsync(dependentKind, dependent, client, cancellationToken);
        }

        var isBlocked = dependents.Any(entry => entry.Object.Head.Owners.Any(owner =>
            owner.Uid == self.Uid && owner.BlocksOwnerDeletion));
        if (isBlocked)
        {
            return Requeue.In(ForegroundLookAgain);
        }

        await RemoveFinalizerAsync(kind, self, ForegroundFinalizer, client, cancellationToken);
        return Requeue.OnChange;
    }

    private static async Task<Requeue> OrphanAsync(
        ResourceKind kind, GarbageKey self, ReconcilerClient client, CancellationToken cancellationToken)
    {
        var lost = new HashSet<string> { self.Uid };
        foreach (var (dependentKind, dependent) in await DependentsAsync(self, client, cancellationToken))
        {
            await ForgetOwnersAsync(dependentKind, dependent, lost, client, cancellationToken);
        }

        await RemoveFinalizerAsync(kind, self, OrphanFinalizer, client, cancellationToken);
        return Requeue.OnChange;
    }

    /// <summary>Keeps, relieves of dead owners, or deletes an object, as its owners are.</summary>
    private async Task ExamineAsync(
        ResourceKind kind, StoredObject stored, ReconcilerClient client, CancellationToken cancellationToken)
    {
        if (stored.Head.IsDeleting || stored.Head.Owners.Count == 0)
        {
            return;
        }

        var states = new Dictionary<string, OwnerState>();
        foreach (var owner in stored.Head.Owners)
        {
            states[owner.Uid] = await StateAsync(owner, stored.Key, cancellationToken);
        }

        if (!states.ContainsValue(OwnerState.Solid))
        {
            await DeleteAsync(kind, stored, states.ContainsValue(OwnerState.Waiting), client, cancellationToken);
        }
        else if (states.Values.Any(state => state != OwnerState.Solid))
        {
            var lost = states.Where(entry => entry.Value != OwnerState.Solid).Select(entry => entry.Key).ToHashSet();
            await ForgetOwnersAsync(kind, stored, lost, client, cancellationToken);
        }
    }

    private async Task<OwnerState> StateAsync(
        OwnerHead owner, ObjectKey dependent, CancellationToken cancellationToken)
    {
        if (GarbageKey.OfOwner(owner, dependent) is not { } key)
        {
            return OwnerState.Solid;
        }

        var stored = await FindAsync(key, cancellationToken);
        if (stored is null)
        {
            return OwnerState.Absent;
        }

        var kind = GarbageController.Kinds.FirstOrDefault(candidate => candidate.ResourceType == key.ResourceType);
        return stored.Head is { IsDeleting: true, HasFinalizers: true }
            && kind?.Typed(stored).Metadata.Finalizers?.Contains(ForegroundFinalizer) == true
                ? OwnerState.Waiting
                : OwnerState.Solid;
    }

    // Present in the replica is present enough; absent must hold in the most recent state.
    private async Task<StoredObject?> FindAsync(GarbageKey key, CancellationToken cancellationToken)
    {
        var seen = await store.GetAsync(key.ResourceType, key.Object, ReadConsistency.Any, cancellationToken);
        if (seen?.Head.Uid != key.Uid)
        {
            seen = await store.GetAsync(key.ResourceType, key.Object, ReadConsistency.MostRecent, cancellationToken);
        }

        return seen?.Head.Uid == key.Uid ? seen : null;
    }

    private static async Task<IReadOnlyList<(ResourceKind Kind, StoredObject Object)>> DependentsAsync(
        GarbageKey owner, ReconcilerClient client, CancellationToken cancellationToken)
    {
        var query = new ListQuery { Index = new IndexKey(ObjectIndex.OwnerUid, owner.Uid) };
        var dependents = new List<(ResourceKind, StoredObject)>();
        foreach (var kind in GarbageController.Kinds)
        {
            var page = await client.ListAsync(kind.ResourceType, query, cancellationToken);
            dependents.AddRange(page.Select(stored => (kind, stored)));
        }

        return dependents;
    }

    private static async Task DeleteAsync(
        ResourceKind kind,
        StoredObject stored,
        bool isOwnerWaiting,
        ReconcilerClient client,
        CancellationToken cancellationToken)
    {
        var metadata = kind.Typed(stored).Metadata;
        var options = kind.Typed(stored).OnlyThis();
        options.Preconditions.ResourceVersion = metadata.ResourceVersion;
        options.PropagationPolicy = await PolicyAsync(kind, stored, isOwnerWaiting, client, cancellationToken);
        await IgnoringGoneAsync(() => client.DeleteAsync(kind, stored.Key, options, cancellationToken));
    }

    private static async Task<string> PolicyAsync(
        ResourceKind kind,
        StoredObject stored,
        bool isOwnerWaiting,
        ReconcilerClient client,
        CancellationToken cancellationToken)
    {
        var self = GarbageKey.Of(kind.ResourceType, stored);
        if (isOwnerWaiting && (await DependentsAsync(self, client, cancellationToken)).Count > 0)
        {
            return "Foreground";
        }

        var finalizers = kind.Typed(stored).Metadata.Finalizers ?? [];
        return finalizers.Contains(OrphanFinalizer)
            ? "Orphan"
            : finalizers.Contains(ForegroundFinalizer) ? "Foreground" : "Background";
    }

    private static Task ForgetOwnersAsync(
        ResourceKind kind,
        StoredObject dependent,
        IReadOnlySet<string> lost,
        ReconcilerClient client,
        CancellationToken cancellationToken) =>
        IgnoringGoneAsync(() => client.UpdateMetadataAsync(
            kind,
            dependent.Key,
            metadata =>
            {
                if (metadata.Uid == dependent.Head.Uid)
                {
                    metadata.OwnerReferences =
                        [.. metadata.OwnerReferences?.Where(owner => !lost.Contains(owner.Uid)) ?? []];
                }
            },
            cancellationToken));

    private static Task RemoveFinalizerAsync(
        ResourceKind kind,
        GarbageKey self,
        string finalizer,
        ReconcilerClient client,
        CancellationToken cancellationToken) =>
        IgnoringGoneAsync(() => client.UpdateMetadataAsync(
            kind,
            self.Object,
            metadata =>
            {
                if (metadata.Uid == self.Uid)
                {
                    metadata.Finalizers = [.. metadata.Finalizers?.Where(item => item != finalizer) ?? []];
                }
            },
            cancellationToken));

    private static async Task IgnoringGoneAsync(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (StatusException refusal) when (refusal.Reason == "NotFound")
        {
            // What is gone needs no collecting.
        }
    }
}
