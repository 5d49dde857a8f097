namespace OrleansScheduler.ControlPlane.Reconcilers.Jobs;

/// <summary>Carries out the plan of one Job.</summary>
internal sealed class JobReconciler : IReconciler
{
    public Task<Requeue> ReconcileAsync(
        string key, ReconcilerClient client, CancellationToken cancellationToken) =>
        Task.FromResult(Requeue.OnChange);
}
