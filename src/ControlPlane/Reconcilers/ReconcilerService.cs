using OrleansScheduler.ControlPlane.Events;

namespace OrleansScheduler.ControlPlane.Reconcilers;

/// <summary>Runs the feed, the resync and the event recorder for as long as the silo is active.</summary>
internal sealed class ReconcilerService(RevisionLogFeed feed, ResyncService resync, EventRecorder events)
    : ILifecycleParticipant<ISiloLifecycle>
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(ReconcilerService), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    private Task StartAsync(CancellationToken cancellationToken)
    {
        _running = Task.WhenAll(
            Task.Run(() => feed.RunAsync(_stopping.Token), cancellationToken),
            Task.Run(() => resync.RunAsync(_stopping.Token), cancellationToken),
            Task.Run(() => events.RunAsync(_stopping.Token), cancellationToken));
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _running.WaitAsync(cancellationToken);
    }
}
