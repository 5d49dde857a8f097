using OrleansScheduler.ControlPlane.Nodes;
using OrleansScheduler.ControlPlane.Reconcilers.Jobs;

namespace OrleansScheduler.ControlPlane.Reconcilers;

/// <summary>The list of controllers: adding one is a folder and a line here.</summary>
public static class Controllers
{
    public static IReadOnlyList<Controller> All { get; } =
    [
        JobController.Definition,
        NodeControllers.Lifecycle,
        NodeControllers.TaintEviction,
    ];
}
