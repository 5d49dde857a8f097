namespace OrleansScheduler.ControlPlane.Reconcilers;

/// <summary>
/// Brings the world of one key from what is seen to what is asked. It is level-triggered: it may be run twice, late,
/// or on a stale view, and a run on an unchanged state changes nothing (invariant 6). An exception means "again later".
/// </summary>
public interface IReconciler
{
    Task<Requeue> ReconcileAsync(string key, ReconcilerClient client, CancellationToken cancellationToken);
}
