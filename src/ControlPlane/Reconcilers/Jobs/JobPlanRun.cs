using k8s;
using k8s.Models;
using OrleansScheduler.ControlPlane.Events;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Batch.Jobs;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ControlPlane.Reconcilers.Jobs;

/// <summary>
/// Applies one plan: pods first, then the status on the state the plan was made from, releases last. What fails leaves
/// a state from which the next plan goes on.
/// </summary>
internal sealed class JobPlanRun(
    V1Job job, ReconcilerClient client, IEventRecorder events, HashSet<string> takenNames)
{
    // Creations are tried in growing groups, so that a Job whose pods are refused does not ask hundreds of times.
    private const int FirstGroup = 8;

    private readonly List<Exception> _failures = [];

    public async Task RunAsync(JobPlan plan, CancellationToken cancellationToken)
    {
        await Task.WhenAll(plan.Deletions.Select(deletion => DeleteAsync(deletion, cancellationToken)));
        var created = await CreateAsync(plan.Creations, cancellationToken);
        await StoreStatusAsync(plan, plan.Creations.Count - created, cancellationToken);
        await Task.WhenAll(plan.Releases.Select(pod => ReleaseAsync(pod, cancellationToken)));
        if (_failures.Count > 0)
        {
            throw new AggregateException(_failures);
        }
    }

    private async Task DeleteAsync(JobPodDeletion deletion, CancellationToken cancellationToken)
    {
        var pod = deletion.Pod;
        if (deletion.ReleaseFirst && !await JobPodRelease.TryReleaseActiveAsync(pod, client, cancellationToken))
        {
            return;
        }

        try
        {
            await client.DeleteAsync(Kinds.Of<V1Pod>(), pod.Key(), pod.OnlyThis(), cancellationToken);
            Record("Normal", "SuccessfulDelete", $"Deleted pod: {pod.Metadata.Name}");
        }
        catch (StatusException refusal) when (refusal.Reason is "NotFound" or "Conflict")
        {
            // Gone already, or replaced: the next look sees.
        }
        catch (StatusException refusal)
        {
            Record("Warning", "FailedDelete", $"Error deleting: {refusal.Message}");
            _failures.Add(refusal);
        }
    }

    private async Task<int> CreateAsync(IReadOnlyList<V1Pod> pods, CancellationToken cancellationToken)
    {
        var created = 0;
        var start = 0;
        for (var size = FirstGroup; start < pods.Count && _failures.Count == 0; size *= 2)
        {
            var outcomes = await Task.WhenAll(
                pods.Skip(start).Take(size).Select(pod => CreateAsync(pod, cancellationToken)));
            created += outcomes.Count(succeeded => succeeded);
            start += size;
        }

        return created;
    }

    private async Task<bool> CreateAsync(V1Pod pod, CancellationToken cancellationToken)
    {
        try
        {
            await client.CreateAsync(pod, cancellationToken);
            Record("Normal", "SuccessfulCreate", $"Created pod: {pod.Metadata.Name}");
            return true;
        }
        catch (StatusException refusal) when (refusal.Reason == "AlreadyExists")
        {
            // Ours in a view fresher than this one, or a stranger's.
            takenNames.Add(pod.Metadata.Name);
            _failures.Add(refusal);
        }
        catch (StatusException refusal)
        {
            Record("Warning", "FailedCreate", $"Error creating: {refusal.Message}");
            _failures.Add(refusal);
        }

        return false;
    }

    private async Task StoreStatusAsync(JobPlan plan, int notCreated, CancellationToken cancellationToken)
    {
        if (plan.Status is not { } status)
        {
            return;
        }

        status.Active = status.Active - notCreated is > 0 and var active ? active : null;
        var changed = KubernetesJson.Deserialize<V1Job>(KubernetesJson.Serialize(job));
        changed.Status = status;
        await client.ReplaceAsync(changed, "status", cancellationToken);
        foreach (var change in plan.Events)
        {
            Record(change.Type, change.Reason, change.Message);
        }
    }

    private Task ReleaseAsync(V1Pod pod, CancellationToken cancellationToken) =>
        JobPodRelease.ReleaseAsync(pod, client, cancellationToken);

    private void Record(string type, string reason, string message) =>
        events.Record(JobController.Name, job.Reference(), type, reason, message);
}
