using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.Storage.Ring;

/// <summary>The slots of one record, as they are gathered and as they are made.</summary>
internal sealed class SlotGroup
{
    private readonly List<RingSlot> _slots = [];

    public SlotGroup(RingSlot first) => _slots.Add(first);

    public long Epoch => _slots[0].Epoch;

    public bool IsComplete => _slots.Count == _slots[0].Parts;

    /// <summary>The record's slots from a position on.</summary>
    public static IReadOnlyList<RingSlot> Split(LogRecord record, long position, long epoch, int partMaxBytes)
    {
        var parts = Math.Max(1, (record.Payload.Length + partMaxBytes - 1) / partMaxBytes);
        return
        [
            .. Enumerable.Range(0, parts).Select(part => new RingSlot(
                position + part,
                epoch,
                record.Nonce,
                record.Sequence,
                record.FirstRevision,
                record.LastRevision,
                part,
                parts,
                record.Payload[(part * partMaxBytes)..Math.Min(record.Payload.Length, (part + 1) * partMaxBytes)])),
        ];
    }

    /// <summary>Adds the next slot; false when it is not of this record.</summary>
    public bool TryAdd(RingSlot slot)
    {
        var first = _slots[0];
        var isNext = !IsComplete
            && (slot.Epoch, slot.Nonce, slot.Part, slot.Parts) == (first.Epoch, first.Nonce, _slots.Count, first.Parts);
        if (isNext)
        {
            _slots.Add(slot);
        }

        return isNext;
    }

    public LogRecord ToRecord()
    {
        var first = _slots[0];
        var payload = _slots.Count == 1 ? first.Bytes : Concatenate();
        return new LogRecord(first.Sequence, first.Nonce, first.FirstRevision, first.LastRevision, payload);
    }

    private byte[] Concatenate()
    {
        var payload = new byte[_slots.Sum(slot => slot.Bytes.Length)];
        var at = 0;
        foreach (var slot in _slots)
        {
            slot.Bytes.CopyTo(payload.AsMemory(at));
            at += slot.Bytes.Length;
        }

        return payload;
    }
}
