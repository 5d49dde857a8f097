using OrleansScheduler.Resources;

namespace OrleansScheduler.ControlPlane.Events;

/// <summary>The Events written lately, so that a repeat finds its Event. Bounded: the oldest are forgotten.</summary>
internal sealed class EventMemory(EventRecorderOptions options)
{
    private readonly Dictionary<(string, string?, string?, string?, string?, string, string, string), Entry> _entries = [];
    private readonly Queue<EventNote> _order = new();

    /// <summary>The Event of an equal note not too long ago, or null.</summary>
    public ObjectKey? Find(EventNote note)
    {
        if (!_entries.TryGetValue(note.Sameness, out var entry) || note.Time - entry.Last > options.RememberedFor)
        {
            return null;
        }

        entry.Last = note.Time;
        return entry.Key;
    }

    public void Remember(EventNote note, ObjectKey key)
    {
        _entries[note.Sameness] = new Entry(key) { Last = note.Time };
        _order.Enqueue(note);
        while (_order.Count > options.RememberedMost)
        {
            _entries.Remove(_order.Dequeue().Sameness);
        }
    }

    private sealed class Entry(ObjectKey key)
    {
        public ObjectKey Key { get; } = key;

        public DateTime Last { get; set; }
    }
}
