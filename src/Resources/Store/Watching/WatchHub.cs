using OrleansScheduler.Resources.Store.State;

namespace OrleansScheduler.Resources.Store.Watching;

/// <summary>
/// Delivers events to the watches they concern. <see cref="Dispatch"/> never waits: a slow watch is ended instead
/// (invariant 9). Callers see to it that no watch is added between reading the history and dispatching what follows.
/// </summary>
internal sealed class WatchHub(IndexSchema schema, int bufferCapacity)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<WatchTopic, List<ResourceWatch>> _watches = [];
    private int _indexWatches;
    private long _dispatched;

    /// <summary>The newest revision that has reached all buffers.</summary>
    public long Dispatched => Volatile.Read(ref _dispatched);

    /// <summary>How many watches are open.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _watches.Values.Sum(watches => watches.Count);
            }
        }
    }

    public IResourceWatch Add(WatchQuery query, long after, IEnumerable<WatchEvent> backlog)
    {
        var watch = new ResourceWatch(this, query, schema, after, backlog, bufferCapacity);
        lock (_lock)
        {
            if (!_watches.TryGetValue(watch.Topic, out var others))
            {
                _watches.Add(watch.Topic, others = []);
            }

            others.Add(watch);
            _indexWatches += IsIndexTopic(watch.Topic) ? 1 : 0;
        }

        return watch;
    }

    public void Remove(ResourceWatch watch)
    {
        lock (_lock)
        {
            if (!_watches.TryGetValue(watch.Topic, out var others) || !others.Remove(watch))
            {
                return;
            }

            _indexWatches -= IsIndexTopic(watch.Topic) ? 1 : 0;
            if (others.Count == 0)
            {
                _watches.Remove(watch.Topic);
            }
        }
    }

    public void Dispatch(WatchEvent next)
    {
        lock (_lock)
        {
            foreach (var topic in Topics(next))
            {
                Deliver(topic, next);
            }
        }

        Volatile.Write(ref _dispatched, next.Revision);
    }

    /// <summary>Ends every watch: the events up to <paramref name="revision"/> cannot be delivered.</summary>
    public void Reset(long revision)
    {
        ResourceWatch[] ended;
        lock (_lock)
        {
            ended = [.. _watches.Values.SelectMany(watches => watches)];
            _watches.Clear();
            _indexWatches = 0;
        }

        foreach (var watch in ended)
        {
            watch.End(revision);
        }

        Volatile.Write(ref _dispatched, revision);
    }

    private IEnumerable<WatchTopic> Topics(WatchEvent next)
    {
        IEnumerable<WatchTopic> topics = WatchTopic.Of(next.Object.Key);
        if (_indexWatches == 0)
        {
            return topics;
        }

        var keys = schema.Keys(next.Object);
        return topics.Concat((next.Previous is null ? keys : keys.Union(schema.Keys(next.Previous))).Select(WatchTopic.Of));
    }

    private void Deliver(WatchTopic topic, WatchEvent next)
    {
        if (!_watches.TryGetValue(topic, out var watches))
        {
            return;
        }

        var ended = watches.RemoveAll(watch => !watch.TryDeliver(next));
        _indexWatches -= IsIndexTopic(topic) ? ended : 0;
        if (watches.Count == 0)
        {
            _watches.Remove(topic);
        }
    }

    private bool IsIndexTopic(WatchTopic topic) => schema.Indexes.Any(index => index.Name == topic.Index);
}
