namespace OrleansScheduler.ControlPlane.Reconcilers.Namespaces;

/// <summary>The CA ConfigMap of one namespace.</summary>
[GrainType(RootCaController.Name)]
[ImplicitStreamSubscription(RootCaController.Name)]
internal sealed class RootCaGrain(ReconcilerParts parts, RootCaReconciler reconciler)
    : ReconcilerGrain(parts, RootCaController.Name, reconciler);
