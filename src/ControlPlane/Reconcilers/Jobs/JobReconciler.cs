using k8s.Models;
using OrleansScheduler.ControlPlane.Events;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Batch.Jobs;

namespace OrleansScheduler.ControlPlane.Reconcilers.Jobs;

/// <summary>Carries out the plan of one Job.</summary>
internal sealed class JobReconciler(TimeProvider time, IEventRecorder events) : IReconciler
{
    // A look passes over all pods of the Job: the more there are, the more of their changes it takes at a time.
    private const int PodsWithoutRest = 100;
    private static readonly TimeSpan RestPerPod = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan RestLongest = TimeSpan.FromSeconds(1);

    // Names that met a pod of somebody else; a most recent view did not show them as the Job's own.
    private readonly HashSet<string> _takenNames = [];
    private string? _uid;

    public async Task<Requeue> ReconcileAsync(
        string key, ReconcilerClient client, CancellationToken cancellationToken)
    {
        var job = await client.GetAsync<V1Job>(ObjectKey.Parse(key), cancellationToken);
        if (job is null || job.Spec.ManagedBy is { } manager && manager != "kubernetes.io/job-controller")
        {
            return Requeue.OnChange;
        }

        if (_uid != job.Metadata.Uid)
        {
            _takenNames.Clear();
            _uid = job.Metadata.Uid;
        }

        var view = await ViewAsync(job, isMostRecent: false, client, cancellationToken);
        var plan = await PlanAsync(view, client, cancellationToken);
        if (plan.ChangesPods && !await IsNewestAsync(job, client, cancellationToken))
        {
            client.DoubtView();
            return Requeue.In(TimeSpan.Zero);
        }

        await new JobPlanRun(job, client, events, _takenNames).RunAsync(plan, cancellationToken);
        return new Requeue(plan.LookAgainAfter) { Rest = Rest(view.Pods.Count) };
    }

    private static TimeSpan Rest(int pods)
    {
        var rest = (pods - PodsWithoutRest) * RestPerPod;
        return rest < RestLongest ? rest : RestLongest;
    }

    private async Task<JobPlan> PlanAsync(JobView view, ReconcilerClient client, CancellationToken cancellationToken)
    {
        var plan = JobPlanner.Plan(view);
        return plan.NeedsMostRecentView || plan.Deletions.Count > 0
            ? JobPlanner.Plan(await ViewAsync(view.Job, isMostRecent: true, client, cancellationToken))
            : plan;
    }

    // Two activations live side by side for a while when a silo dies. Whoever counts a pod first writes the Job: as long
    // as the Job is the one that was planned for, no pod of the view has been counted that the plan takes for missing.
    private static async Task<bool> IsNewestAsync(
        V1Job job, ReconcilerClient client, CancellationToken cancellationToken)
    {
        var newest = await client.GetNewestAsync<V1Job>(job.Key(), cancellationToken);
        return newest?.Metadata.Uid == job.Metadata.Uid
            && newest.Metadata.ResourceVersion == job.Metadata.ResourceVersion;
    }

    private async Task<JobView> ViewAsync(
        V1Job job, bool isMostRecent, ReconcilerClient client, CancellationToken cancellationToken)
    {
        if (isMostRecent)
        {
            client.DoubtView();
        }

        return new JobView
        {
            Job = job,
            Pods = await JobPodClaims.OfAsync(job, client, cancellationToken),
            Now = time.GetUtcNow().UtcDateTime,
            IsMostRecent = isMostRecent,
            TakenNames = _takenNames,
        };
    }
}
