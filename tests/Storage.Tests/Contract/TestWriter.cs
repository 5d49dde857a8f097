using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.Storage.Tests.Contract;

/// <summary>
/// Writes a log as the store grain does: looks an append of unknown outcome up, leaves when it is fenced or does not
/// know, and tells which records were acknowledged. Its snapshots hold the nonces of all records before them.
/// </summary>
internal sealed class TestWriter(ILogStore store, string log, Random random, int recordMaxBytes)
{
    private readonly List<LogRecord> _acknowledged = [];
    private List<Guid> _nonces = [];
    private LogOpening? _opening;
    private long _snapshot;

    public IReadOnlyList<LogRecord> Acknowledged => _acknowledged;

    /// <summary>The nonces of all records of the log, from the first on.</summary>
    public IReadOnlyList<Guid> Nonces => _nonces;

    private LogEpoch Epoch => _opening?.Epoch ?? throw new InvalidOperationException("Open first.");

    /// <exception cref="LogFencedException">Another has opened the log meanwhile.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        _opening = await store.OpenAsync(log, cancellationToken);
        _snapshot = _opening.Snapshot?.Sequence ?? 0;
        try
        {
            _nonces = await TestLog.ReadAsync(store, log, _opening, cancellationToken);
        }
        catch (LogCorruptException)
        {
            // Where a newer epoch goes on writing, what is read need not fit together.
            await store.ConfirmAsync(_opening.Epoch, cancellationToken);
            throw;
        }
    }

    /// <summary>Appends the next record; false when it must leave.</summary>
    public async Task<bool> TryAppendAsync(CancellationToken cancellationToken)
    {
        var record = TestRecord.Create(_nonces.Count + 1, random.Next(1, recordMaxBytes));
        try
        {
            await store.AppendAsync(Epoch, record, cancellationToken);
        }
        catch (LogFencedException)
        {
            return false;
        }
        catch (Exception unknown) when (unknown is not LogCorruptException)
        {
            if (!await IsInLogAsync(record, cancellationToken))
            {
                return false;
            }
        }

        _acknowledged.Add(record);
        _nonces.Add(record.Nonce);
        return true;
    }

    /// <summary>A snapshot of all but the last few records, and the trim it allows.</summary>
    public async Task SnapshotAsync(int keep, CancellationToken cancellationToken)
    {
        var sequence = _nonces.Count - keep;
        if (sequence > _snapshot)
        {
            var chunks = TestLog.Chunks(_nonces.Take(sequence), random.Next(1, 30));
            await store.WriteSnapshotAsync(Epoch, new LogSnapshot(sequence, sequence), chunks, cancellationToken);
            await store.TrimAsync(Epoch, sequence, cancellationToken);
            _snapshot = sequence;
        }
    }

    public Task ConfirmAsync(CancellationToken cancellationToken) => store.ConfirmAsync(Epoch, cancellationToken);

    private async Task<bool> IsInLogAsync(LogRecord record, CancellationToken cancellationToken)
    {
        await foreach (var found in store.ReadAsync(log, record.Sequence, cancellationToken))
        {
            return found.Sequence == record.Sequence && found.Nonce == record.Nonce;
        }

        return false;
    }
}
