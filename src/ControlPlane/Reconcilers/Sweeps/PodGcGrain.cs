namespace OrleansScheduler.ControlPlane.Reconcilers.Sweeps;

/// <summary>The sweep of stray pods; there is one.</summary>
[GrainType(PodGcController.Name)]
[ImplicitStreamSubscription(PodGcController.Name)]
internal sealed class PodGcGrain(ReconcilerParts parts, PodGcReconciler reconciler)
    : ReconcilerGrain(parts, PodGcController.Name, reconciler);
