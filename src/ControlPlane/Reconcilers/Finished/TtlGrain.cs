namespace OrleansScheduler.ControlPlane.Reconcilers.Finished;

/// <summary>The time to live of one finished Job.</summary>
[GrainType(TtlController.Name)]
[ImplicitStreamSubscription(TtlController.Name)]
internal sealed class TtlGrain(ReconcilerParts parts, TtlReconciler reconciler)
    : ReconcilerGrain(parts, TtlController.Name, reconciler);
