using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Reconcilers.Jobs;

/// <summary>
/// Lets go of pods whose Job is gone: nobody will count them. Part of the job controller, with a work queue of its own
/// whose keys name one incarnation of a Job, because a later Job of the same name must not count them either.
/// </summary>
internal static class JobOrphanController
{
    public const string Name = "job-orphan-controller";

    private const string Jobs = "batch/jobs";
    private const string Pods = "pods";

    public static Controller Definition { get; } = new(
        Name,
        [JobController.Name, "job"],
        [
            new ControllerRoute(
                Jobs,
                change => change.Type == WatchEventType.Deleted ? [Incarnation.Of(Jobs, change.Object).ToString()] : [],
                _ => []) { HasWork = HasWorkAsync },
            new ControllerRoute(Pods, change => JobsOf(change.Object), JobsOf) { HasWork = HasWorkAsync },
        ]);

    private static IEnumerable<string> JobsOf(StoredObject pod) => pod.Head.HasFinalizers
        ? pod.Head.Owners
            .Where(owner => owner is { IsController: true, Kind: "Job", ApiVersion: "batch/v1" })
            .Select(owner => new Incarnation(Jobs, owner.Uid, pod.Key with { Name = owner.Name }).ToString())
        : [];

    private static async ValueTask<bool> HasWorkAsync(
        string key, IResourceStore store, CancellationToken cancellationToken)
    {
        var job = Incarnation.Parse(key);
        if (await job.FindAsync(store, ReadConsistency.Any, cancellationToken) is not null)
        {
            return false;
        }

        var pods = await store.ListAsync(Pods, PodsOf(job), cancellationToken);
        return pods.Items.Any(pod => JobPodRelease.IsTracked(pod.As<V1Pod>()));
    }

    private static ListQuery PodsOf(Incarnation job) => new()
    {
        Consistency = ReadConsistency.Any,
        Namespace = job.Object.Namespace,
        Index = new IndexKey(ObjectIndex.OwnerUid, job.Uid),
    };
}
