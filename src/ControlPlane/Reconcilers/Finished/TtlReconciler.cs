using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ControlPlane.Reconcilers.Finished;

/// <summary>Waits for the end of the time to live, then deletes the Job and with it its pods.</summary>
internal sealed class TtlReconciler(TimeProvider time) : IReconciler
{
    public async Task<Requeue> ReconcileAsync(
        string key, ReconcilerClient client, CancellationToken cancellationToken)
    {
        var job = await client.GetAsync<V1Job>(ObjectKey.Parse(key), cancellationToken);
        if (job is not { Spec.TtlSecondsAfterFinished: { } seconds, Metadata.DeletionTimestamp: null }
            || TtlController.FinishedAt(job) is not { } finished)
        {
            return Requeue.OnChange;
        }

        var left = finished + TimeSpan.FromSeconds(seconds) - time.GetUtcNow().UtcDateTime;
        if (left > TimeSpan.Zero)
        {
            return Requeue.In(left);
        }

        await DeleteAsync(job, client, cancellationToken);
        return Requeue.OnChange;
    }

    // On the very state that was judged: a longer time to live set meanwhile is a Conflict, and the next look sees it.
    private static async Task DeleteAsync(V1Job job, ReconcilerClient client, CancellationToken cancellationToken)
    {
        var options = job.OnlyThis();
        options.PropagationPolicy = "Foreground";
        options.Preconditions.ResourceVersion = job.Metadata.ResourceVersion;
        try
        {
            await client.DeleteAsync(Kinds.Of<V1Job>(), job.Key(), options, cancellationToken);
        }
        catch (StatusException refusal) when (refusal.Reason == "NotFound")
        {
            // Gone is as good.
        }
    }
}
