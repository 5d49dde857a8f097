using OrleansScheduler.Resources.Store.State;
using OrleansScheduler.Resources.Store.Watching;

namespace OrleansScheduler.Resources.Store.Replication;

/// <summary>
/// A copy of one resource type that follows its committed events: answers gets, lists (also of past revisions) and
/// watches. Readers take the immutable snapshot and never hold up the one that applies.
/// </summary>
public sealed class ResourceReplica
{
    private readonly Lock _lock = new();
    private readonly ReplicaOptions _options;
    private readonly TimeProvider _time;
    private readonly WatchHub _hub;
    private readonly PastSnapshots _past = new();
    private readonly RevisionWaiters _waiters = new();
    private volatile ResourceSnapshot _current;
    private EventHistory _history;

    public ResourceReplica(ResourceSnapshot start, IndexSchema schema, ReplicaOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _current = start;
        _history = new EventHistory(options.History, start.Revision);
        _hub = new WatchHub(schema, options.WatchBuffer);
        _hub.Reset(start.Revision);
    }

    public ResourceSnapshot Current => _current;

    /// <summary>How many watches are open.</summary>
    public int WatchCount => _hub.Count;

    /// <summary>Watches and lists may ask for revisions from here on.</summary>
    public long OldestRevision
    {
        get
        {
            lock (_lock)
            {
                return _history.Floor;
            }
        }
    }

    /// <summary>Makes committed events visible, in order and without a gap.</summary>
    public void Apply(IReadOnlyList<WatchEvent> committed)
    {
        lock (_lock)
        {
            foreach (var received in committed)
            {
                var next = WithPrevious(received);
                _current = _current.Apply(next);
                _history.Add(next);
                _hub.Dispatch(next);
            }
        }

        _waiters.Advance(_current.Revision);
    }

    /// <summary>Starts over from a state whose way here is unknown: all watches end (invariant 3).</summary>
    public void Reset(ResourceSnapshot state)
    {
        lock (_lock)
        {
            _current = state;
            _history = new EventHistory(_options.History, state.Revision);
            _past.Clear();
            _hub.Reset(state.Revision);
        }

        _waiters.Advance(state.Revision);
    }

    public StoredObject? Get(ObjectKey key) => _current.Objects.Find(key);

    /// <exception cref="RevisionExpiredException">The asked revision is older than the kept history.</exception>
    /// <exception cref="RevisionTooLargeException">The asked revision does not exist yet.</exception>
    public async ValueTask<ListPage> ListAsync(ListQuery query, CancellationToken cancellationToken)
    {
        if ((query.AtRevision ?? query.NotOlderThan) is { } revision)
        {
            await WaitForAsync(revision, _options.RevisionWait, cancellationToken);
        }

        var state = query.AtRevision is { } exactly ? At(exactly) : _current;
        var page = ListSelection.Take(state, query);
        if (page.Remaining > 0)
        {
            _past.Remember(state);
        }

        return page;
    }

    /// <exception cref="RevisionExpiredException">The asked revision is older than the kept history.</exception>
    public IResourceWatch Watch(WatchQuery query)
    {
        lock (_lock)
        {
            var after = query.AfterRevision ?? _current.Revision;
            return _hub.Add(query, after, _history.After(after, int.MaxValue));
        }
    }

    /// <summary>At most <paramref name="max"/> events after a revision: what another replica follows.</summary>
    /// <exception cref="RevisionExpiredException">Some of them are no longer kept.</exception>
    public WatchEvent[] ReadAfter(long revision, int max)
    {
        lock (_lock)
        {
            return _history.After(revision, max);
        }
    }

    /// <summary>The state at a past revision, made by undoing what came after it.</summary>
    /// <exception cref="RevisionExpiredException">The revision is older than the kept history.</exception>
    public ResourceSnapshot At(long revision)
    {
        ResourceSnapshot state;
        WatchEvent[] since;
        lock (_lock)
        {
            since = _history.After(revision, int.MaxValue);
            state = _past.Nearest(revision) ?? _current;
        }

        for (var i = (int)(state.Revision - revision) - 1; i >= 0; i--)
        {
            state = state.Undo(since[i]);
        }

        return state;
    }

    /// <summary>Completes when the revision is visible.</summary>
    /// <exception cref="RevisionTooLargeException">It is not after <paramref name="patience"/>.</exception>
    public async ValueTask WaitForAsync(long revision, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (_current.Revision >= revision)
        {
            return;
        }

        try
        {
            await _waiters.WaitAsync(revision, () => _current.Revision)
                .WaitAsync(patience, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new RevisionTooLargeException(revision, _current.Revision);
        }
    }

    // An event that came over the wire leaves the state before it to us, who have it.
    private WatchEvent WithPrevious(WatchEvent received) =>
        received.Type != WatchEventType.Added && received.Previous is null
            ? received with { Previous = _current.Objects.Find(received.Object.Key) }
            : received;
}
