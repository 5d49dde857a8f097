namespace OrleansScheduler.ControlPlane.Reconcilers.NodeTtl;

/// <summary>The annotation of one node.</summary>
[GrainType(NodeTtlController.Name)]
[ImplicitStreamSubscription(NodeTtlController.Name)]
internal sealed class NodeTtlGrain(ReconcilerParts parts, NodeTtlReconciler reconciler)
    : ReconcilerGrain(parts, NodeTtlController.Name, reconciler);
