using OrleansScheduler.ControlPlane.Nodes;
using OrleansScheduler.ControlPlane.Reconcilers;

namespace OrleansScheduler.ControlPlane.Schedulers;

/// <summary>Keeps nodes and schedulers awake for as long as the silo is active.</summary>
internal sealed class SchedulingService(NodeWaker nodes, SchedulerWaker schedulers, ControllerSelection selection)
    : ILifecycleParticipant<ISiloLifecycle>
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(SchedulingService), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    private Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduling = selection.Includes(SchedulerControllers.Scheduler)
            ? Task.Run(() => schedulers.RunAsync(_stopping.Token), cancellationToken)
            : Task.CompletedTask;
        _running = Task.WhenAll(Task.Run(() => nodes.RunAsync(_stopping.Token), cancellationToken), scheduling);
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _running.WaitAsync(cancellationToken);
    }
}
