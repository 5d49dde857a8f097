using Microsoft.Extensions.Logging;
using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.ControlPlane.Store;

/// <summary>
/// Keeps a log from outgrowing its state. The snapshot is of the state where the history window begins and the log
/// from there on is kept, so that after a recovery watches resume as far back as before it.
/// </summary>
internal sealed class LogTrimming(
    ILogStore logs, RecoveredLog recovered, ResourceStoreOptions options, ILogger logger)
{
    private const int FullFraction = 2;

    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Starts a snapshot beside the commits when one is due and none is under way.</summary>
    public void StartIfDue()
    {
        if (_running.IsCompleted && !_stop.IsCancellationRequested && Due() is { } cut)
        {
            _running = RunAsync(cut);
        }
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private LogSnapshot? Due()
    {
        var state = recovered.State;
        var oldest = state.OldestRevision;
        if (recovered.Extent.Records > logs.MaxRecords / FullFraction)
        {
            return recovered.Extent.CutAt(state.Current.Revision);
        }

        return recovered.Extent.BytesThrough(oldest) > Math.Max(options.SnapshotMinBytes, state.Current.Bytes)
            ? recovered.Extent.CutAt(oldest)
            : null;
    }

    private async Task RunAsync(LogSnapshot cut)
    {
        try
        {
            // Undoing the window is long work and the state is immutable, so it happens off the grain.
            var state = await Task.Run(() => recovered.State.At(cut.Revision), _stop.Token);
            var chunks = SnapshotCodec.Encode(state, recovered.State.Current.Guards, options.BatchMaxBytes);
            await logs.WriteSnapshotAsync(recovered.Epoch, cut, chunks, _stop.Token);
            await logs.TrimAsync(recovered.Epoch, cut.Sequence, _stop.Token);
            recovered.Extent.Trim(cut.Sequence);
            GroupCommitLog.SnapshotTaken(logger, recovered.Epoch.Log, cut.Revision, state.Objects.Count);
        }
        catch (Exception failure)
        {
            GroupCommitLog.SnapshotFailed(logger, failure, recovered.Epoch.Log);
        }
    }
}
