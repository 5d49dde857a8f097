using Microsoft.Extensions.Logging;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.Storage.Ring;

/// <summary>
/// A log opened for writing. (1) A record goes to the next slots, each written against the ETag last seen, so that it
/// fails when a later epoch has fenced the log there. (2) Before the ring is full its records move to an archive volume,
/// whose place is noted in the head, and their slots are free. (3) A snapshot is a volume, too, and takes the place of
/// the older one by one write of the head; a trim removes from the head what a snapshot covers.
/// </summary>
internal sealed class RingLog
{
    private readonly Lock _lock = new();
    private readonly RingOptions _options;
    private readonly RingRoot _root;
    private readonly SlotRing _slots;
    private readonly VolumeStore _volumes;
    private readonly RingArchive _archive;
    private readonly RingCleaning _cleaning;
    private readonly ILogger _logger;
    private readonly Queue<RingRecord> _live;
    private Task _archiving = Task.CompletedTask;
    private long _nextPosition;
    private long _nextSequence;
    private long _liveBytes;
    private bool _isBroken;

    public RingLog(RingRoot root, SlotRing slots, RingScan found, VolumeStore volumes, RingOptions options, ILogger logger)
    {
        _root = root;
        _slots = slots;
        _volumes = volumes;
        _archive = new RingArchive(root, volumes);
        _cleaning = new RingCleaning(root, volumes, logger);
        _options = options;
        _logger = logger;
        _live = new Queue<RingRecord>(found.Records);
        _liveBytes = found.Records.Sum(live => (long)live.Record.Payload.Length);
        _nextSequence = found.NextSequence;
        _nextPosition = found.NextPosition + 1; // behind our fence
    }

    public LogOpening Opening => new(_root.Epoch, _root.Head.Snapshot?.Snapshot, _nextSequence);

    public LogEpoch Epoch => _root.Epoch;

    /// <exception cref="LogFencedException">A newer epoch has been claimed.</exception>
    /// <exception cref="StoreUnavailableException">The outcome is unknown; the log must be opened anew.</exception>
    public async Task AppendAsync(LogRecord record, CancellationToken cancellationToken)
    {
        if (_isBroken || record.Sequence != _nextSequence)
        {
            throw new InvalidOperationException($"Record {record.Sequence} cannot follow; open {Epoch.Log} anew.");
        }

        var parts = SlotGroup.Split(record, _nextPosition, Epoch.Number, _options.BlockMaxBytes);
        await MakeRoomAsync(parts.Count);
        _isBroken = true;
        foreach (var part in parts)
        {
            if (!await _slots.TryWriteAsync(part, cancellationToken))
            {
                throw new LogFencedException(Epoch);
            }
        }

        _isBroken = false;
        Added(record, parts.Count);
        StartArchivingIfDue();
    }

    public Task ConfirmAsync(CancellationToken cancellationToken) => _root.ConfirmAsync(cancellationToken);

    public async Task WriteSnapshotAsync(
        LogSnapshot snapshot, IEnumerable<ReadOnlyMemory<byte>> chunks, CancellationToken cancellationToken)
    {
        var volume = await _volumes.WriteAsync(_root.NewVolume(), chunks, cancellationToken);
        await _root.ChangeAsync(
            volume.Id,
            head => head with
            {
                Snapshot = new SnapshotVolume(volume, snapshot),
                Garbage = [.. head.Garbage, .. head.Snapshot is { } old ? [old.Volume] : Array.Empty<Volume>()],
            },
            cancellationToken);
        await _cleaning.RemoveAsync(cancellationToken);
    }

    public async Task TrimAsync(long throughSequence, CancellationToken cancellationToken)
    {
        var end = EndOf(throughSequence);
        await _root.ChangeAsync(null, head => Trim(head, throughSequence, end), cancellationToken);
        Forget();
        await _cleaning.RemoveAsync(cancellationToken);
    }

    /// <summary>Begins to remove what older epochs left behind.</summary>
    public void StartCleaning() => _ = Task.Run(() => _cleaning.SweepAsync(CancellationToken.None));

    /// <summary>Moves the ring's records out when they fill half of it, or weigh enough to be worth it.</summary>
    public void StartArchivingIfDue()
    {
        if (Used() > _slots.Count / 2 || Interlocked.Read(ref _liveBytes) >= _options.ArchiveBytes)
        {
            _ = ObserveAsync(ArchiveAsync());
        }
    }

    private static RingHead Trim(RingHead head, long throughSequence, long? end)
    {
        var gone = head.Archive.TakeWhile(archive => archive.LastSequence <= throughSequence).ToArray();
        var trimmed = head with
        {
            Archive = [.. head.Archive.Skip(gone.Length)],
            Garbage = [.. head.Garbage, .. gone.Select(archive => archive.Volume)],
        };
        return end is { } position && throughSequence >= head.StartSequence
            ? trimmed with { StartPosition = position, StartSequence = throughSequence + 1 }
            : trimmed;
    }

    private async Task MakeRoomAsync(int slots)
    {
        while (Used() + slots > _slots.Count - _options.Reserve(_slots.Count))
        {
            await ArchiveAsync();
        }
    }

    private Task ArchiveAsync()
    {
        lock (_lock)
        {
            // Off the caller's scheduler: it goes on beside the appends.
            return _archiving = _archiving.IsCompleted ? Task.Run(ArchiveLiveAsync, CancellationToken.None) : _archiving;
        }
    }

    private async Task ArchiveLiveAsync()
    {
        var (live, end) = Live();
        await _archive.MoveAsync(live, end, CancellationToken.None);
        Forget();
    }

    private async Task ObserveAsync(Task archiving)
    {
        try
        {
            await archiving;
        }
        catch (Exception failure)
        {
            RingLogLog.ArchivingFailed(_logger, failure, Epoch.Log);
        }
    }

    private void Added(LogRecord record, int slots)
    {
        lock (_lock)
        {
            _nextPosition += slots;
            _nextSequence++;
            _live.Enqueue(new RingRecord(record, _nextPosition));
            _liveBytes += record.Payload.Length;
        }
    }

    // An append under way lies at or behind the next position, which has not moved yet.
    private (RingRecord[] Records, long End) Live()
    {
        lock (_lock)
        {
            return (_live.ToArray(), _nextPosition);
        }
    }

    private long? EndOf(long sequence)
    {
        lock (_lock)
        {
            var found = _live.FirstOrDefault(live => live.Record.Sequence == sequence);
            return found.Record is null ? null : found.EndPosition;
        }
    }

    private void Forget()
    {
        var start = _root.Head.StartSequence;
        lock (_lock)
        {
            while (_live.TryPeek(out var oldest) && oldest.Record.Sequence < start)
            {
                _live.Dequeue();
                _liveBytes -= oldest.Record.Payload.Length;
            }
        }
    }

    private long Used() => Interlocked.Read(ref _nextPosition) - _root.Head.StartPosition;
}
