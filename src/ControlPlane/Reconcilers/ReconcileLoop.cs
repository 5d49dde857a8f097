using Microsoft.Extensions.Logging;

namespace OrleansScheduler.ControlPlane.Reconcilers;

/// <summary>
/// The level-triggered loop of one key: looks when told to, again if told meanwhile, later after a failure.
/// </summary>
/// <remarks>
/// Single-threaded by its owner (a grain). While it backs off or rests, signals only mark the key, so that a key whose
/// own writes signal it cannot spin on an error, and a costly one takes many changes at a time.
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
    private bool _isHeld;
    private TimeSpan? _afterRest;
    private int _failures;

    /// <summary>Completes when the loop has nothing to do at the moment.</summary>
    public Task Idle => _run;

    public void Look()
    {
        _isDirty = true;
        if (_run.IsCompleted && !_isHeld && !_stopping.IsCancellationRequested)
        {
            _run = RunAsync();
        }
    }

    /// <summary>The time asked for by <c>wakeAfter</c> has come.</summary>
    public void Wake()
    {
        var isRested = _isHeld && !_isDirty;
        _isHeld = false;
        if (!isRested)
        {
            Look();
        }
        else if (_afterRest is not null)
        {
            wakeAfter(_afterRest);
        }
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
        while (_isDirty && !_isHeld && !_stopping.IsCancellationRequested)
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
            Schedule(requeue);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            _isDirty = true;
        }
        catch (Exception exception)
        {
            _isDirty = true;
            _isHeld = true;
            var pause = Backoff(_failures++);
            LogFailure(logger, name, _failures, pause, exception);
            wakeAfter(pause);
        }
    }

    private void Schedule(Requeue requeue)
    {
        if (requeue.Rest <= TimeSpan.Zero)
        {
            wakeAfter(requeue.After);
            return;
        }

        _isHeld = true;
        var left = requeue.After - requeue.Rest;
        _afterRest = left < TimeSpan.Zero ? TimeSpan.Zero : left;
        wakeAfter(requeue.Rest);
    }

    private TimeSpan Backoff(int failures)
    {
        var pause = options.BackoffMin * Math.Pow(2, Math.Min(failures, 30));
        return pause < options.BackoffMax ? pause : options.BackoffMax;
    }
}
