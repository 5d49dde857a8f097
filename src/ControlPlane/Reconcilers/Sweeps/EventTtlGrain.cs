namespace OrleansScheduler.ControlPlane.Reconcilers.Sweeps;

/// <summary>The sweep of old Events; there is one.</summary>
[GrainType(EventTtlController.Name)]
[ImplicitStreamSubscription(EventTtlController.Name)]
internal sealed class EventTtlGrain(ReconcilerParts parts, EventTtlReconciler reconciler)
    : ReconcilerGrain(parts, EventTtlController.Name, reconciler);
