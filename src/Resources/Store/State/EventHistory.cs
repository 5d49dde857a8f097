namespace OrleansScheduler.Resources.Store.State;

/// <summary>
/// The newest events of a type, without a gap, bounded by number and by bytes: what watches resume from and what old
/// list pages are undone with. The oldest fall out first.
/// </summary>
public sealed class EventHistory(HistoryWindow window, long startRevision)
{
    private const int EventOverheadBytes = 256;

    private WatchEvent[] _ring = new WatchEvent[16];
    private int _first;
    private int _count;
    private long _bytes;

    /// <summary>Everything after this revision is kept.</summary>
    public long Floor { get; private set; } = startRevision;

    public void Add(WatchEvent next)
    {
        if (next.Revision != Floor + _count + 1)
        {
            throw new InvalidOperationException(
                $"Event {next.Revision} cannot follow revision {Floor + _count} (invariant 2).");
        }

        if (_count == _ring.Length)
        {
            Grow();
        }

        _ring[(_first + _count++) % _ring.Length] = next;
        _bytes += Cost(next);
        while (_count > window.MaxEvents || (_bytes > window.MaxBytes && _count > 1))
        {
            DropOldest();
        }
    }

    /// <summary>At most <paramref name="max"/> events after a revision, oldest first.</summary>
    /// <exception cref="RevisionExpiredException">Some of them have fallen out.</exception>
    public WatchEvent[] After(long revision, int max)
    {
        if (revision < Floor)
        {
            throw new RevisionExpiredException(revision, Floor);
        }

        var skipped = Math.Min(revision - Floor, _count);
        var events = new WatchEvent[Math.Min(max, _count - (int)skipped)];
        for (var i = 0; i < events.Length; i++)
        {
            events[i] = _ring[(_first + (int)skipped + i) % _ring.Length];
        }

        return events;
    }

    private void DropOldest()
    {
        _bytes -= Cost(_ring[_first]);
        _ring[_first] = null!; // released; the slot lies outside the ring's filled part from here on
        _first = (_first + 1) % _ring.Length;
        _count--;
        Floor++;
    }

    private void Grow()
    {
        var larger = new WatchEvent[_ring.Length * 2];
        for (var i = 0; i < _count; i++)
        {
            larger[i] = _ring[(_first + i) % _ring.Length];
        }

        (_ring, _first) = (larger, 0);
    }

    private static int Cost(WatchEvent kept) => kept.Object.Json.Length + EventOverheadBytes;
}
