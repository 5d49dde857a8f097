namespace OrleansScheduler.ControlPlane.Reconcilers.Jobs;

/// <summary>One Job at work; keyed <c>namespace/name</c>.</summary>
[GrainType(JobController.Name)]
[ImplicitStreamSubscription(JobController.Name)]
internal sealed class JobGrain(ReconcilerParts parts, JobReconciler reconciler)
    : ReconcilerGrain(parts, JobController.Name, reconciler);
