using k8s.Models;

namespace OrleansScheduler.ControlPlane.Reconcilers.Jobs;

/// <summary>Releases the pods of a Job that is gone.</summary>
internal sealed class JobOrphanReconciler : IReconciler
{
    public async Task<Requeue> ReconcileAsync(
        string key, ReconcilerClient client, CancellationToken cancellationToken)
    {
        // A replica that lags may not show the Job yet, and letting go cannot be undone.
        client.DoubtView();
        var gone = Incarnation.Parse(key);
        var job = await client.GetAsync<V1Job>(gone.Object, cancellationToken);
        if (job?.Metadata.Uid == gone.Uid)
        {
            return Requeue.OnChange;
        }

        foreach (var pod in await client.OwnedAsync<V1Pod>(gone.Object.Namespace, gone.Uid, cancellationToken))
        {
            await JobPodRelease.ReleaseAsync(pod, client, cancellationToken);
        }

        return Requeue.OnChange;
    }
}
