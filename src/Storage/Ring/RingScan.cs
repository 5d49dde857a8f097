using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.Storage.Ring;

/// <summary>
/// Reads the ring from the start its head names to its end, perhaps again when the end has moved. The writers fill one
/// slot after the other, so the first slot of an older round is the end, and behind it there may be none of this round.
/// A record whose last parts are missing has not been committed: a fence behind it makes sure it never will be.
/// </summary>
/// <example>
/// Slots written at positions 7 to 11: record 4; record 5 part 1 of 2; fence of epoch 3; record 5 (of epoch 3); nothing.
/// Records 4 and 5 are there, the latter at position 10; the next position is 11.
/// </example>
internal sealed class RingScan(string log, SlotRing slots, RingHead head)
{
    private readonly List<RingRecord> _records = [];
    private long _startPosition = head.StartPosition;
    private SlotGroup? _group;

    /// <summary>The committed records, in order.</summary>
    public IReadOnlyList<RingRecord> Records => _records;

    public long NextPosition { get; private set; } = head.StartPosition;

    /// <summary>The position after all that is decided: a record whose end has not been seen may still become whole.</summary>
    public long DecidedPosition { get; private set; } = head.StartPosition;

    public long NextSequence { get; private set; } = head.StartSequence;

    /// <summary>How many slots are in use.</summary>
    public long Used => NextPosition - _startPosition;

    /// <summary>The newest epoch that wrote a slot; 0 when none was read.</summary>
    public long NewestEpoch { get; private set; }

    /// <summary>Reads on to the end; false when the ring has gone on without us, and its head with it.</summary>
    /// <exception cref="LogCorruptException">A slot is missing, torn or foreign.</exception>
    public async Task<bool> AdvanceAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var length = (int)Math.Min(slots.Window, slots.Count - Used);
            if (length <= 0)
            {
                return true;
            }

            var first = NextPosition;
            var window = await slots.ReadAsync(first, length, cancellationToken);
            if (window.Index().Any(slot => slot.Item?.Position > first + slot.Index))
            {
                return false;
            }

            await TakeAsync(window, cancellationToken);
            if (NextPosition == first)
            {
                return true;
            }
        }
    }

    /// <summary>Leaves out what has been moved out of the ring.</summary>
    public void Forget(RingHead moved)
    {
        _startPosition = moved.StartPosition;
        _records.RemoveAll(record => record.Record.Sequence < moved.StartSequence);
    }

    private async Task TakeAsync(RingSlot?[] window, CancellationToken cancellationToken)
    {
        var first = NextPosition;
        for (var i = 0; i < window.Length; i++)
        {
            if (window[i] is not { } slot || slot.Position != first + i)
            {
                continue;
            }

            // The window was not read at one moment: a slot seen too early is seen now.
            while (NextPosition < slot.Position)
            {
                Add(await slots.ReadAsync(NextPosition, cancellationToken));
            }

            Add(slot);
        }
    }

    private void Add(RingSlot? slot)
    {
        Expect(slot?.Position == NextPosition, "is missing");
        Expect(slot!.Epoch >= NewestEpoch, $"is of epoch {slot.Epoch} behind one of epoch {NewestEpoch}");
        NewestEpoch = slot.Epoch;
        if (slot.IsFence)
        {
            Expect(_group is null || slot.Epoch > _group.Epoch, "is a fence within a record");
            _group = null;
        }
        else
        {
            AddPart(slot);
        }

        NextPosition++;
        DecidedPosition = _group is null ? NextPosition : DecidedPosition;
    }

    private void AddPart(RingSlot slot)
    {
        if (_group is null)
        {
            Expect(slot.Part == 0 && slot.Sequence == NextSequence, $"is part {slot.Part} of record {slot.Sequence}");
            _group = new SlotGroup(slot);
        }
        else
        {
            Expect(_group.TryAdd(slot), "does not belong to the record before it");
        }

        if (_group.IsComplete)
        {
            _records.Add(new RingRecord(_group.ToRecord(), slot.Position + 1));
            _group = null;
            NextSequence++;
        }
    }

    private void Expect(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new LogCorruptException(log, $"the slot at position {NextPosition} {otherwise}");
        }
    }
}
