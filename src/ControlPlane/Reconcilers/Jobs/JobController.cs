using k8s.Models;
using OrleansScheduler.Resources.Batch.Jobs;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Reconcilers.Jobs;

/// <summary>What the job controller follows: jobs, the pods they own, and those they may adopt.</summary>
internal static class JobController
{
    public const string Name = "job-controller";

    public static Controller Definition { get; } = new(
        Name,
        ["job"],
        [
            ControllerRoute.Self("batch/jobs", job => !IsFinished(job.As<V1Job>())),
            new ControllerRoute("pods", JobsOf, pod => pod.Head.HasFinalizers ? Owners(pod) : []),
        ]);

    public static bool IsFinished(V1Job job) => (job.Status?.Conditions ?? []).Any(
        condition => condition is { Type: "Complete" or "Failed", Status: "True" });

    private static IEnumerable<string> JobsOf(WatchEvent change)
    {
        var pod = change.Object;
        var owners = Owners(pod);
        if (change.Previous is { } previous && !previous.Head.Owners.SequenceEqual(pod.Head.Owners))
        {
            owners = owners.Concat(Owners(previous));
        }

        return pod.Head.Owners.Any(owner => owner.IsController)
            ? owners.Distinct()
            : owners.Concat(Labelled(pod)).Distinct();
    }

    private static IEnumerable<string> Owners(StoredObject pod) => pod.Head.Owners
        .Where(owner => owner is { IsController: true, ApiVersion: "batch/v1", Kind: "Job" })
        .Select(owner => (pod.Key with { Name = owner.Name }).ToString());

    // A generated selector matches pods with the Job's labels only. A selector of the user's own is tried when its Job
    // is looked at, at the latest by a resync.
    private static IEnumerable<string> Labelled(StoredObject pod) =>
        pod.Head.Labels.TryGetValue(JobLabels.JobName, out var name) ? [(pod.Key with { Name = name }).ToString()] : [];
}
