using k8s.Models;
using OrleansScheduler.ControlPlane.Events;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Batch.Jobs;

namespace OrleansScheduler.ControlPlane.Reconcilers.Jobs;

/// <summary>Carries out the plan of one Job.</summary>
internal sealed class JobReconciler(TimeProvider time, IEventRecorder events) : IReconciler
{
    // Names that met a pod of somebody else; a most recent view did not show them as the Job's own.
    private readonly HashSet<string> _takenNames = [];
    private string? _uid;

    public async Task<Requeue> ReconcileAsync(
        string key, ReconcilerClient client, CancellationToken cancellationToken)
    {
        var jobKey = ObjectKey.Parse(key);
        var job = await client.GetAsync<V1Job>(jobKey, cancellationToken);
        if (job is null || (_uid is not null && _uid != job.Metadata.Uid))
        {
            await JobOrphans.ReleaseAllAsync(jobKey, job?.Metadata.Uid, client, cancellationToken);
        }

        _uid = job?.Metadata.Uid;
        if (job is null || job.Spec.ManagedBy is { } manager && manager != "kubernetes.io/job-controller")
        {
            return Requeue.OnChange;
        }

        var plan = await PlanAsync(job, client, cancellationToken);
        await new JobPlanRun(job, client, events, _takenNames).RunAsync(plan, cancellationToken);
        return new Requeue(plan.LookAgainAfter);
    }

    private async Task<JobPlan> PlanAsync(V1Job job, ReconcilerClient client, CancellationToken cancellationToken)
    {
        var plan = JobPlanner.Plan(await ViewAsync(job, isMostRecent: false, client, cancellationToken));
        return plan.NeedsMostRecentView
            ? JobPlanner.Plan(await ViewAsync(job, isMostRecent: true, client, cancellationToken))
            : plan;
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
            Pods = await client.OwnedAsync<V1Pod>(
                job.Metadata.NamespaceProperty, job.Metadata.Uid, cancellationToken),
            Now = time.GetUtcNow().UtcDateTime,
            IsMostRecent = isMostRecent,
            TakenNames = _takenNames,
        };
    }
}
