using Microsoft.Extensions.Logging;
using Orleans.Streams;
using Orleans.Streams.Core;
using OrleansScheduler.ControlPlane.Streams;

namespace OrleansScheduler.ControlPlane.Reconcilers;

/// <summary>
/// A key of a controller's work queue as a virtual actor: single-threaded per key, placed and failed over by Orleans.
/// Signals only mark it; a loop does the work. Its activation does no I/O and cannot throw, because a subscriber that
/// cannot be activated holds up every other key of its stream queue.
/// </summary>
internal abstract class ReconcilerGrain : Grain, IReconcilerGrain, IStreamSubscriptionObserver, IAsyncObserver<RevisionSignal>
{
    // Resync looks at every key with pending work far more often than this; a longer timer would be pointless.
    private static readonly TimeSpan WakeLongest = TimeSpan.FromHours(1);

    private readonly ReconcileLoop _loop;
    private IGrainTimer? _timer;

    protected ReconcilerGrain(ReconcilerParts parts, string controller, IReconciler reconciler)
    {
        var key = this.GetPrimaryKeyString();
        var client = new ReconcilerClient(parts.Store, parts.Registry, controller);
        _loop = new ReconcileLoop(
            async cancellationToken =>
            {
                try
                {
                    return await reconciler.ReconcileAsync(key, client, cancellationToken);
                }
                catch
                {
                    client.DoubtView();
                    throw;
                }
            },
            WakeAfter,
            parts.Options.Value,
            parts.Loggers.CreateLogger(GetType()),
            $"{controller} {key}");
    }

    public Task LookAsync(CancellationToken cancellationToken)
    {
        _loop.Look();
        return Task.CompletedTask;
    }

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<RevisionSignal>().ResumeAsync(this);

    public Task OnNextAsync(RevisionSignal item, StreamSequenceToken? token = null)
    {
        _loop.Look();
        return Task.CompletedTask;
    }

    public Task OnCompletedAsync() => Task.CompletedTask;

    // A delivery that failed before this one: look, whatever it was.
    public Task OnErrorAsync(Exception ex)
    {
        _loop.Look();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        _loop.StopAsync();

    private void WakeAfter(TimeSpan? delay)
    {
        _timer?.Dispose();
        _timer = delay is null
            ? null
            : this.RegisterGrainTimer(
                _ =>
                {
                    _loop.Wake();
                    return Task.CompletedTask;
                },
                new GrainTimerCreationOptions
                {
                    DueTime = delay < WakeLongest ? delay.Value : WakeLongest,
                    Period = Timeout.InfiniteTimeSpan,
                    Interleave = true,
                });
    }
}
