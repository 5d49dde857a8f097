using Orleans.Streams;

namespace OrleansScheduler.ControlPlane.Streams;

/// <summary>
/// A queue cache that keeps the newest signal of each stream only. A slow subscriber therefore holds up nobody and
/// the cache is never under pressure; Orleans' own cache chains all streams of a queue and stops at the slowest.
/// </summary>
/// <remarks>Used by one pulling agent, which is single-threaded.</remarks>
internal sealed class NewestSignalCache : IQueueCache
{
    private readonly Dictionary<StreamId, SignalSlot> _slots = [];
    private readonly List<StreamId> _added = [];

    public int SlotCount => _slots.Count;

    public int GetMaxAddCount() => int.MaxValue;

    public bool IsUnderPressure() => false;

    public void AddToCache(IList<IBatchContainer> messages)
    {
        foreach (var message in messages)
        {
            if (!_slots.TryGetValue(message.StreamId, out var slot))
            {
                _slots.Add(message.StreamId, slot = new SignalSlot());
                _added.Add(message.StreamId);
            }

            slot.Put(message);
        }
    }

    /// <summary>Forgets slots nobody opened a cursor on: streams without a subscriber.</summary>
    public bool TryPurgeFromCache(out IList<IBatchContainer> purgedItems)
    {
        foreach (var stream in _added)
        {
            RemoveUnused(stream);
        }

        _added.Clear();
        purgedItems = [];
        return false;
    }

    /// <summary>
    /// A cursor that yields the stream's newest signal, whatever the token: an older one would say nothing more.
    /// </summary>
    public IQueueCacheCursor GetCacheCursor(StreamId streamId, StreamSequenceToken? token)
    {
        if (!_slots.TryGetValue(streamId, out var slot))
        {
            _slots.Add(streamId, slot = new SignalSlot());
        }

        slot.Cursors++;
        return new NewestSignalCursor(slot, () => Release(streamId, slot));
    }

    private void Release(StreamId stream, SignalSlot slot)
    {
        slot.Cursors--;
        RemoveUnused(stream);
    }

    private void RemoveUnused(StreamId stream)
    {
        if (_slots.TryGetValue(stream, out var slot) && slot.Cursors == 0)
        {
            _slots.Remove(stream);
        }
    }
}
