using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Reconcilers.Sweeps;

/// <summary>Deletes what is older than the time to live, every minute.</summary>
internal sealed class EventTtlReconciler(TimeProvider time) : IReconciler
{
    private static readonly TimeSpan TimeToLive = TimeSpan.FromHours(1);
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    public async Task<Requeue> ReconcileAsync(
        string key, ReconcilerClient client, CancellationToken cancellationToken)
    {
        var kind = Kinds.Of<Corev1Event>();
        var oldest = time.GetUtcNow().UtcDateTime - TimeToLive;
        var query = new ListQuery { Matches = stored => LastChange(stored.As<Corev1Event>()) < oldest };
        foreach (var stored in await client.ListAsync(kind.ResourceType, query, cancellationToken))
        {
            await DeleteAsync(kind, stored, client, cancellationToken);
        }

        return Requeue.In(Period);
    }

    private static DateTime LastChange(Corev1Event happened) => new[]
    {
        happened.Metadata.CreationTimestamp,
        happened.LastTimestamp,
        happened.Series?.LastObservedTime,
    }.Max() ?? DateTime.MaxValue;

    private static async Task DeleteAsync(
        ResourceKind kind, StoredObject stored, ReconcilerClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DeleteAsync(kind, stored.Key, kind.Typed(stored).OnlyThis(), cancellationToken);
        }
        catch (StatusException refusal) when (refusal.Reason is "NotFound" or "Conflict")
        {
            // Gone already.
        }
    }
}
