using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Resources.Store.Log;
using OrleansScheduler.Resources.Store.Replication;
using OrleansScheduler.Resources.Store.State;

namespace OrleansScheduler.ControlPlane.Store;

/// <summary>
/// Commits the writes of one resource type. (1) A write is decided against the newest state and joins the open batch.
/// (2) One batch is appended at a time; what arrives meanwhile is the next one. (3) Only a committed batch becomes
/// visible and is acknowledged (invariant 1). (4) An append of unknown outcome is looked up by its nonce, never
/// repeated. (5) After any failure the waiters are told, nothing more is accepted, and the owner recovers anew.
/// </summary>
/// <remarks>Not thread-safe: it runs on the scheduler of the grain.</remarks>
internal sealed class GroupCommit
{
    private readonly ILogStore _logs;
    private readonly ResourceStoreOptions _options;
    private readonly ILogger _logger;
    private readonly LogEpoch _epoch;
    private readonly WriteSequencer _writes;
    private readonly LogTrimming _trimming;
    private readonly LogExtent _extent;
    private readonly Func<Guid> _newNonce;
    private readonly Queue<WriteBatch> _pending = new();
    private readonly TaskCompletionSource<Exception> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WriteBatch? _open;
    private Task _loop = Task.CompletedTask;
    private long _nextSequence;
    private long _pendingBytes;

    public GroupCommit(
        ILogStore logs, RecoveredLog recovered, ResourceStoreOptions options, Func<Guid> newNonce, ILogger logger)
    {
        _logs = logs;
        _options = options;
        _logger = logger;
        _newNonce = newNonce;
        _epoch = recovered.Epoch;
        _nextSequence = recovered.NextSequence;
        _extent = recovered.Extent;
        State = recovered.State;
        _writes = new WriteSequencer(State.Current, logs.MaxPayloadBytes / 2);
        _trimming = new LogTrimming(logs, recovered, options, logger);
    }

    /// <summary>What is committed.</summary>
    public ResourceReplica State { get; }

    /// <summary>Completes with the reason when no more can be committed.</summary>
    public Task<Exception> Failed => _failed.Task;

    /// <exception cref="StoreUnavailableException">The outcome is unknown, or nothing was accepted.</exception>
    public async Task<IReadOnlyList<WriteOutcome>> WriteAsync(
        IReadOnlyList<WriteRequest> requests, CancellationToken cancellationToken)
    {
        ThrowIfUnavailable(requests);
        var decisions = _writes.Decide(requests);
        Enqueue(requests, decisions);

        // A refusal, too, may rest on a state that is still being committed, so it waits for that.
        if (_open is { } last)
        {
            _loop = _loop.IsCompleted ? CommitPendingAsync() : _loop;
            await last.Committed.WaitAsync(cancellationToken);
        }

        return [.. decisions.Select(decision => decision.Outcome)];
    }

    /// <summary>The committed revision, certain to be the newest of any writer at some moment after the call.</summary>
    public async Task<long> BarrierAsync(CancellationToken cancellationToken)
    {
        ThrowIfUnavailable([]);
        await _logs.ConfirmAsync(_epoch, cancellationToken);
        return State.Current.Revision;
    }

    /// <summary>Waits until the appends and snapshots under way are over.</summary>
    public async Task StopAsync()
    {
        Fail(new StoreUnavailableException("The store moves."));
        await _loop;
        await _trimming.StopAsync();
    }

    // What is a group stays in one batch, which is appended whole or not at all (invariant 10).
    private void Enqueue(IReadOnlyList<WriteRequest> requests, IReadOnlyList<WriteDecision> decisions)
    {
        var together = new List<WatchEvent>();
        for (var i = 0; i < requests.Count; i++)
        {
            if (decisions[i].Event is { } accepted)
            {
                together.Add(accepted);
            }

            if (together.Count > 0 && (requests[i].Group is not { } group || i + 1 == requests.Count || requests[i + 1].Group != group))
            {
                Enqueue(CollectionsMarshal.AsSpan(together));
                together.Clear();
            }
        }
    }

    private void Enqueue(ReadOnlySpan<WatchEvent> together)
    {
        if (_open is null || !_pending.Contains(_open) || !_open.TryAdd(together))
        {
            _open = new WriteBatch(_options.BatchMaxEvents, _options.BatchMaxBytes);
            _open.TryAdd(together);
            _pending.Enqueue(_open);
        }

        foreach (var accepted in together)
        {
            _pendingBytes += LogBatchCodec.Size(accepted);
        }
    }

    private async Task CommitPendingAsync()
    {
        while (!Failed.IsCompleted && _pending.TryDequeue(out var batch))
        {
            try
            {
                await CommitAsync(batch);
            }
            catch (Exception failure)
            {
                GroupCommitLog.CommitFailed(_logger, failure, _epoch.Log);
                Fail(failure);
                batch.Fail(Unavailable(failure));
            }
        }
    }

    private async Task CommitAsync(WriteBatch batch)
    {
        var record = new LogRecord(
            _nextSequence,
            _newNonce(),
            batch.Events[0].Revision,
            batch.Events[^1].Revision,
            LogBatchCodec.Encode(batch.Events));
        await AppendAsync(record);
        _nextSequence++;
        _extent.Add(record);
        _pendingBytes -= batch.Bytes;
        State.Apply(batch.Events);
        batch.Commit();
        _open = _open == batch ? null : _open;
        _trimming.StartIfDue();
    }

    private async Task AppendAsync(LogRecord record)
    {
        try
        {
            await _logs.AppendAsync(_epoch, record, CancellationToken.None);
        }
        catch (Exception unknown) when (unknown is not LogFencedException)
        {
            GroupCommitLog.OutcomeUnknown(_logger, unknown, _epoch.Log, record.Sequence);
            if (!await IsInLogAsync(record))
            {
                throw;
            }
        }
    }

    private async Task<bool> IsInLogAsync(LogRecord record)
    {
        await foreach (var found in _logs.ReadAsync(_epoch.Log, record.Sequence, CancellationToken.None))
        {
            return found.Sequence == record.Sequence && found.Nonce == record.Nonce;
        }

        return false;
    }

    private void Fail(Exception failure)
    {
        _failed.TrySetResult(failure);
        while (_pending.TryDequeue(out var waiting))
        {
            waiting.Fail(Unavailable(failure));
        }
    }

    private void ThrowIfUnavailable(IReadOnlyList<WriteRequest> requests)
    {
        if (Failed.IsCompleted)
        {
            throw new StoreUnavailableException($"The store of {_epoch.Log} is being recovered.");
        }

        if (requests.Count > 0 && _pendingBytes + requests.Sum(request => (long)request.Json.Length) > _options.PendingMaxBytes)
        {
            throw new StoreUnavailableException($"The store of {_epoch.Log} has too many writes waiting.");
        }
    }

    private StoreUnavailableException Unavailable(Exception failure) =>
        failure as StoreUnavailableException
        ?? new StoreUnavailableException($"The store of {_epoch.Log} cannot write: {failure.Message}", failure);
}
