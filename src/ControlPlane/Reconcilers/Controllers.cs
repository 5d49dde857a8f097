using OrleansScheduler.ControlPlane.Nodes;
using OrleansScheduler.ControlPlane.Reconcilers.Finished;
using OrleansScheduler.ControlPlane.Reconcilers.GarbageCollection;
using OrleansScheduler.ControlPlane.Reconcilers.Jobs;
using OrleansScheduler.ControlPlane.Reconcilers.Namespaces;
using OrleansScheduler.ControlPlane.Reconcilers.NodeTtl;
using OrleansScheduler.ControlPlane.Reconcilers.Sweeps;
using OrleansScheduler.ControlPlane.Schedulers;

namespace OrleansScheduler.ControlPlane.Reconcilers;

/// <summary>The list of controllers: adding one is a folder and a line here.</summary>
public static class Controllers
{
    public static IReadOnlyList<Controller> All { get; } =
    [
        EventTtlController.Definition,
        GarbageController.Definition,
        JobController.Definition,
        JobOrphanController.Definition,
        NamespaceController.Definition,
        NodeControllers.Lifecycle,
        NodeControllers.TaintEviction,
        NodeTtlController.Definition,
        PodGcController.Definition,
        RootCaController.Definition,
        SchedulerControllers.Scheduler,
        ServiceAccountController.Definition,
        TtlController.Definition,
    ];
}
