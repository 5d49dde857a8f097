using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using OrleansScheduler.Resources.Store.State;

namespace OrleansScheduler.Resources.Store.Watching;

/// <summary>One open watch: first the history it resumes from, then what is dispatched to its bounded buffer.</summary>
internal sealed class ResourceWatch : IResourceWatch
{
    private readonly WatchHub _hub;
    private readonly WatchQuery _query;
    private readonly IndexSchema _schema;
    private readonly Queue<WatchEvent> _backlog;
    private readonly Channel<WatchEvent> _buffer;
    private readonly long _after;

    public ResourceWatch(
        WatchHub hub, WatchQuery query, IndexSchema schema, long after, IEnumerable<WatchEvent> backlog, int capacity)
    {
        _hub = hub;
        _query = query;
        _schema = schema;
        _after = after;
        _backlog = new Queue<WatchEvent>(backlog.Where(Passes));
        _buffer = Channel.CreateBounded<WatchEvent>(
            new BoundedChannelOptions(capacity) { SingleReader = true, SingleWriter = true });
    }

    public WatchTopic Topic => WatchTopic.Of(_query);

    public long Progress
    {
        get
        {
            // Read before looking at the buffer: the hub moves on only after it has filled all buffers.
            var dispatched = _hub.Dispatched;
            return TryPeek(out var next) ? next.Revision - 1 : Math.Max(dispatched, _after);
        }
    }

    public ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken) =>
        _backlog.Count > 0 ? ValueTask.FromResult(true) : _buffer.Reader.WaitToReadAsync(cancellationToken);

    public bool TryRead([NotNullWhen(true)] out WatchEvent? next) =>
        _backlog.TryDequeue(out next) || _buffer.Reader.TryRead(out next);

    public ValueTask DisposeAsync()
    {
        _hub.Remove(this);
        _buffer.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    /// <summary>Hands an event over; a reader too slow to have room for it is ended.</summary>
    public bool TryDeliver(WatchEvent next)
    {
        if (!Passes(next) || _buffer.Writer.TryWrite(next))
        {
            return true;
        }

        End(next.Revision - 1);
        return false;
    }

    /// <summary>Ends the watch once its buffer is read: what follows was not kept for it.</summary>
    public void End(long oldest) =>
        _buffer.Writer.TryComplete(new RevisionExpiredException(_after, oldest));

    private bool TryPeek([NotNullWhen(true)] out WatchEvent? next) =>
        _backlog.TryPeek(out next) || _buffer.Reader.TryPeek(out next);

    private bool Passes(WatchEvent next) =>
        next.Revision > _after
        && (_query.Namespace is null || _query.Namespace == next.Object.Key.Namespace)
        && (_query.Name is null || _query.Name == next.Object.Key.Name)
        && (_query.Index is not { } key || IsUnder(key, next.Object) || IsUnder(key, next.Previous));

    private bool IsUnder(IndexKey key, StoredObject? stored) =>
        stored is not null && _schema.Keys(stored).Contains(key);
}
