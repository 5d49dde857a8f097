namespace OrleansScheduler.ControlPlane.Reconcilers.GarbageCollection;

/// <summary>One object as owner and as dependent.</summary>
[GrainType(GarbageController.Name)]
[ImplicitStreamSubscription(GarbageController.Name)]
internal sealed class GarbageGrain(ReconcilerParts parts, GarbageReconciler reconciler)
    : ReconcilerGrain(parts, GarbageController.Name, reconciler);
