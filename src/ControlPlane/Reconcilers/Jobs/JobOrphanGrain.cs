namespace OrleansScheduler.ControlPlane.Reconcilers.Jobs;

/// <summary>What a Job that is gone left behind; keyed by its incarnation.</summary>
[GrainType(JobOrphanController.Name)]
[ImplicitStreamSubscription(JobOrphanController.Name)]
internal sealed class JobOrphanGrain(ReconcilerParts parts, JobOrphanReconciler reconciler)
    : ReconcilerGrain(parts, JobOrphanController.Name, reconciler);
