using System.Collections.Concurrent;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Resources.Store.Replication;
using OrleansScheduler.Resources.Store.State;

namespace OrleansScheduler.TestKit;

/// <summary>
/// The store without silo and without disk, for tests of what stands on it. It is made of the classes the real one is
/// made of: a write is decided, committed and visible at once.
/// </summary>
public sealed class InMemoryResourceStore(
    IReadOnlyList<ResourceKind> kinds, ReplicaOptions options, TimeProvider time) : IResourceStore
{
    private readonly ConcurrentDictionary<string, Sequence> _sequences = new();

    public InMemoryResourceStore()
        : this(Kinds.All, new ReplicaOptions(), TimeProvider.System)
    {
    }

    /// <summary>When set, every call fails with it, as when storage is down.</summary>
    public StoreUnavailableException? Outage { get; set; }

    public ValueTask<StoredObject?> GetAsync(
        string resourceType, ObjectKey key, ReadConsistency consistency, CancellationToken cancellationToken) =>
        ValueTask.FromResult(For(resourceType).Replica.Get(key));

    public ValueTask<ListPage> ListAsync(
        string resourceType, ListQuery query, CancellationToken cancellationToken) =>
        For(resourceType).Replica.ListAsync(query, cancellationToken);

    public ValueTask<IResourceWatch> WatchAsync(
        string resourceType, WatchQuery query, CancellationToken cancellationToken) =>
        ValueTask.FromResult(For(resourceType).Replica.Watch(query));

    public ValueTask<IReadOnlyList<WriteOutcome>> WriteAsync(
        string resourceType, IReadOnlyList<WriteRequest> requests, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(For(resourceType).Write(requests));
    }

    private Sequence For(string resourceType) =>
        Outage is null ? _sequences.GetOrAdd(resourceType, Create) : throw Outage;

    private Sequence Create(string resourceType)
    {
        var schema = IndexSchema.For(resourceType, kinds);
        var start = ResourceSnapshot.Empty(schema);
        return new Sequence(new WriteSequencer(start), new ResourceReplica(start, schema, options, time));
    }

    private sealed record Sequence(WriteSequencer Writes, ResourceReplica Replica)
    {
        public IReadOnlyList<WriteOutcome> Write(IReadOnlyList<WriteRequest> requests)
        {
            lock (Writes)
            {
                var decisions = Writes.Decide(requests);
                Replica.Apply([.. decisions.Select(decision => decision.Event).OfType<WatchEvent>()]);
                return [.. decisions.Select(decision => decision.Outcome)];
            }
        }
    }
}
