namespace OrleansScheduler.ControlPlane.Reconcilers.Namespaces;

/// <summary>The default ServiceAccount of one namespace.</summary>
[GrainType(ServiceAccountController.Name)]
[ImplicitStreamSubscription(ServiceAccountController.Name)]
internal sealed class ServiceAccountGrain(ReconcilerParts parts, ServiceAccountReconciler reconciler)
    : ReconcilerGrain(parts, ServiceAccountController.Name, reconciler);
