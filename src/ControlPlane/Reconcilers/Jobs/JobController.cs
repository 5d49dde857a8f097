using k8s.Models;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Reconcilers.Jobs;

/// <summary>What the job controller follows: jobs, and the pods they own.</summary>
internal static class JobController
{
    public const string Name = "job-controller";

    public static Controller Definition { get; } = new(
        Name,
        ["job"],
        [
            ControllerRoute.Self("batch/jobs", IsUnfinished),
            ControllerRoute.Owner("pods", "batch/v1", "Job", IsTracked),
        ]);

    private static bool IsUnfinished(StoredObject job) =>
        !(job.As<V1Job>().Status?.Conditions ?? []).Any(
            condition => condition is { Type: "Complete" or "Failed", Status: "True" });

    // Also of finished and deleted jobs: somebody has to let the pod go.
    private static bool IsTracked(StoredObject pod) => pod.Head.HasFinalizers;
}
