using OrleansScheduler.ControlPlane.Reconcilers;

namespace OrleansScheduler.ControlPlane.Tests.Reconcilers;

/// <summary>A reconciler with keys that fail; one key cannot even be activated.</summary>
[GrainType(FragileReconciler.Controller)]
[ImplicitStreamSubscription(FragileReconciler.Controller)]
internal sealed class FragileGrain(ReconcilerParts parts, FragileReconciler reconciler)
    : ReconcilerGrain(parts, FragileReconciler.Controller, reconciler)
{
    public override Task OnActivateAsync(CancellationToken cancellationToken) =>
        this.GetPrimaryKeyString().Contains("unborn", StringComparison.Ordinal)
            ? throw new InvalidOperationException("This key cannot be activated.")
            : Task.CompletedTask;
}
