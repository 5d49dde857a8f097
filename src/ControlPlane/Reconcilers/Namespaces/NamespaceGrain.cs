namespace OrleansScheduler.ControlPlane.Reconcilers.Namespaces;

/// <summary>One namespace on its way out.</summary>
[GrainType(NamespaceController.Name)]
[ImplicitStreamSubscription(NamespaceController.Name)]
internal sealed class NamespaceGrain(ReconcilerParts parts, NamespaceReconciler reconciler)
    : ReconcilerGrain(parts, NamespaceController.Name, reconciler);
