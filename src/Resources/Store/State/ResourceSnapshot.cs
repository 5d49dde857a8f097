using System.Collections.Immutable;

namespace OrleansScheduler.Resources.Store.State;

/// <summary>
/// The whole state of one resource type at one revision, immutable. The state machine of the store is this type's
/// <see cref="Decide"/> and <see cref="Apply"/>; every copy of the state, on any silo, comes about by them.
/// </summary>
public sealed class ResourceSnapshot
{
    private readonly IndexSchema _schema;
    private readonly ImmutableDictionary<IndexKey, SortedObjects> _indexed;

    private ResourceSnapshot(
        IndexSchema schema,
        long revision,
        SortedObjects objects,
        ImmutableDictionary<IndexKey, SortedObjects> indexed,
        ImmutableDictionary<string, long> guards,
        long bytes)
    {
        _schema = schema;
        _indexed = indexed;
        Revision = revision;
        Objects = objects;
        Guards = guards;
        Bytes = bytes;
    }

    public long Revision { get; }

    public SortedObjects Objects { get; }

    /// <summary>Per key of the guard index, the revision at which an object last came under it.</summary>
    /// <remarks>Forgotten with the last object under it: what is gone takes no room that two could fight over.</remarks>
    public ImmutableDictionary<string, long> Guards { get; }

    /// <summary>The JSON bytes of all objects.</summary>
    public long Bytes { get; }

    public static ResourceSnapshot Empty(IndexSchema schema) => new(
        schema,
        schema.FirstRevision,
        SortedObjects.Empty,
        ImmutableDictionary<IndexKey, SortedObjects>.Empty,
        ImmutableDictionary<string, long>.Empty,
        0);

    /// <summary>A state read back from storage or from another silo; the objects in ascending key order.</summary>
    public static ResourceSnapshot Restore(
        IndexSchema schema,
        long revision,
        IReadOnlyCollection<StoredObject> ordered,
        IEnumerable<KeyValuePair<string, long>> guards)
    {
        var byIndex = ordered
            .SelectMany(stored => schema.Keys(stored).Select(key => (key, stored)))
            .GroupBy(entry => entry.key, entry => entry.stored)
            .ToImmutableDictionary(group => group.Key, group => SortedObjects.FromOrdered([.. group]));
        return new(
            schema,
            revision,
            SortedObjects.FromOrdered(ordered),
            byIndex,
            guards.ToImmutableDictionary(),
            ordered.Sum(stored => (long)stored.Json.Length));
    }

    /// <summary>The objects under an index key.</summary>
    public SortedObjects Under(IndexKey key) => _indexed.GetValueOrDefault(key, SortedObjects.Empty);

    /// <summary>Whether nobody came under the guard's key since the writer looked.</summary>
    public bool Holds(WriteGuard guard) =>
        guard.Key.Name == _schema.GuardIndex
            ? Guards.GetValueOrDefault(guard.Key.Value) <= guard.LastRevision
            : throw new ArgumentException($"{guard.Key.Name} is not the guard index of this resource type.");

    /// <summary>Checks a write; an accepted one gets the next revision. Guards are the caller's to check.</summary>
    public WriteDecision Decide(WriteRequest request)
    {
        var current = Objects.Find(request.Key);
        return (request.Action, current) switch
        {
            (WriteAction.Create, null) => Accept(WatchEventType.Added, request, null),
            (WriteAction.Create, _) => WriteDecision.Refuse(WriteStatus.AlreadyExists, current),
            (_, null) => WriteDecision.Refuse(WriteStatus.NotFound, null),
            _ when request.ExpectedRevision is { } expected && expected != current.Revision =>
                WriteDecision.Refuse(WriteStatus.Conflict, current),
            (WriteAction.Update, _) => Accept(WatchEventType.Modified, request, current),
            (WriteAction.Delete, _) => Accept(WatchEventType.Deleted, request, current),
            _ => throw new ArgumentOutOfRangeException(nameof(request), request.Action, "No such write action."),
        };
    }

    /// <summary>The state after the next event.</summary>
    public ResourceSnapshot Apply(WatchEvent next)
    {
        if (next.Revision != Revision + 1)
        {
            throw new InvalidOperationException(
                $"Event {next.Revision} cannot follow revision {Revision} (invariant 2).");
        }

        return Replace(next.Previous, next.Type == WatchEventType.Deleted ? null : next.Object, next.Revision);
    }

    /// <summary>The objects before the last event. Guards do not go back.</summary>
    public ResourceSnapshot Undo(WatchEvent last) =>
        Replace(last.Type == WatchEventType.Deleted ? null : last.Object, last.Previous, last.Revision - 1);

    private WriteDecision Accept(WatchEventType type, WriteRequest request, StoredObject? previous) =>
        WriteDecision.Accept(
            new WatchEvent(type, new StoredObject(request.Key, Revision + 1, request.Json), previous));

    private ResourceSnapshot Replace(StoredObject? before, StoredObject? after, long revision)
    {
        var objects = after is not null ? Objects.Set(after) : Objects.Remove(before!.Key); // one of them always is
        var (indexed, guards) = Reindex(before, after, revision);
        var bytes = Bytes + (after?.Json.Length ?? 0) - (before?.Json.Length ?? 0);
        return new ResourceSnapshot(_schema, revision, objects, indexed, guards, bytes);
    }

    private (ImmutableDictionary<IndexKey, SortedObjects> Indexed, ImmutableDictionary<string, long> Guards) Reindex(
        StoredObject? before, StoredObject? after, long revision)
    {
        var (indexed, guards) = (_indexed, Guards);
        IndexKey[] keys = after is null ? [] : [.. _schema.Keys(after)];
        IndexKey[] keysBefore = before is null ? [] : [.. _schema.Keys(before)];
        foreach (var left in keysBefore.Except(keys))
        {
            var rest = indexed[left].Remove(before!.Key); // it has keys, so it is not null
            indexed = rest.Count == 0 ? indexed.Remove(left) : indexed.SetItem(left, rest);
            guards = rest.Count == 0 && left.Name == _schema.GuardIndex ? guards.Remove(left.Value) : guards;
        }

        foreach (var key in keys)
        {
            indexed = indexed.SetItem(key, Under(key).Set(after!)); // it has keys, so it is not null
            guards = key.Name == _schema.GuardIndex && !keysBefore.Contains(key)
                ? guards.SetItem(key.Value, revision)
                : guards;
        }

        return (indexed, guards);
    }
}
