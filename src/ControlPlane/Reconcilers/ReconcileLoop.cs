using Microsoft.Extensions.Logging;

namespace OrleansScheduler.ControlPlane.Reconcilers;

/// <summary>
/// The level-triggered loop of one key: looks when told to, again if told meanwhile, later after a failure.
/// </summary>
/// <remarks>
/// Single-threaded by its owner (a grain). While it backs off, signals only mark the key, so that a key whose own
/// writes signal it cannot spin on an error.
/// </remarks>
internal sealed partial class ReconcileLoop(
    Func<CancellationToken, Task<Requeue>> reconcile,
    Action<TimeSpan?> wakeAfter,
    ReconcilerOptions options,
    ILogger logger,
    string name)
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _run = Task.CompletedTask;
    private bool _isDirty;
    private bool _isBackingOff;
    private int _failures;

    /// <summary>Completes when the loop has nothing to do at the moment.</summary>
    public Task Idle => _run;

    public void Look()
    {
        _isDirty = true;
        if (_run.IsCompleted && !_isBackingOff && !_stopping.IsCancellationRequested)
        {
            _run = RunAsync();
        }
    }

    /// <summary>The time asked for by <c>wakeAfter</c> has come.</summary>
    public void Wake()
    {
        _isBackingOff = false;
        Look();
    }

    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _run;
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        // The signal's sender is not kept waiting for the work.
        await Task.Yield();
        while (_isDirty && !_isBackingOff && !_stopping.IsCancellationRequested)
        {
            _isDirty = false;
            await RunOnceAsync();
        }
    }

    private async Task RunOnceAsync()
    {
        try
        {
            var requeue = await reconcile(_stopping.Token);
            _failures = 0;
            wakeAfter(requeue.After);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            _isDirty = true;
        }
        catch (Exception exception)
        {
            _isDirty = true;
            _isBackingOff = true;
            var pause = Backoff(_failures++);
            LogFailure(logger, name, _failures, pause, exception);
            wakeAfter(pause);
        }
    }

    private TimeSpan Backoff(int failures)
    {
        var pause = options.BackoffMin * Math.Pow(2, Math.Min(failures, 30));
        return pause < options.BackoffMax ? pause : options.BackoffMax;
    }
}
