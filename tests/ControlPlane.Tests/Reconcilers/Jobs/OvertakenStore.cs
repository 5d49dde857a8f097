using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Tests.Reconcilers.Jobs;

/// <summary>Lets something happen between a reader's look at a Job and its look at the pods, once.</summary>
internal sealed class OvertakenStore(IResourceStore store, Func<Task> overtake) : IResourceStore
{
    private Func<Task>? _overtake = overtake;

    public ValueTask<StoredObject?> GetAsync(
        string resourceType, ObjectKey key, ReadConsistency consistency, CancellationToken cancellationToken) =>
        store.GetAsync(resourceType, key, consistency, cancellationToken);

    public async ValueTask<ListPage> ListAsync(
        string resourceType, ListQuery query, CancellationToken cancellationToken)
    {
        if (resourceType == "pods" && Interlocked.Exchange(ref _overtake, null) is { } due)
        {
            await due();
        }

        return await store.ListAsync(resourceType, query, cancellationToken);
    }

    public ValueTask<IResourceWatch> WatchAsync(
        string resourceType, WatchQuery query, CancellationToken cancellationToken) =>
        store.WatchAsync(resourceType, query, cancellationToken);

    public ValueTask<IReadOnlyList<WriteOutcome>> WriteAsync(
        string resourceType, IReadOnlyList<WriteRequest> requests, CancellationToken cancellationToken) =>
        store.WriteAsync(resourceType, requests, cancellationToken);
}
