using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Reconcilers.Jobs;

/// <summary>Lets go of pods whose Job is no more, or is another one of the same name: nobody will count them.</summary>
internal static class JobOrphans
{
    private const string TrackingFinalizer = "batch.kubernetes.io/job-tracking";

    /// <summary>Releases the pods of Jobs of this name other than the one of <paramref name="jobUid"/>.</summary>
    public static async Task ReleaseAllAsync(
        ObjectKey jobKey, string? jobUid, ReconcilerClient client, CancellationToken cancellationToken)
    {
        var query = new ListQuery
        {
            Namespace = jobKey.Namespace,
            Matches = pod => pod.Head.HasFinalizers && pod.Head.Owners.Any(owner =>
                owner is { IsController: true, Kind: "Job", ApiVersion: "batch/v1" }
                && owner.Name == jobKey.Name
                && owner.Uid != jobUid),
        };
        foreach (var pod in await client.ListAsync(Kinds.Of<V1Pod>().ResourceType, query, cancellationToken))
        {
            await ReleaseAsync(pod.As<V1Pod>(), client, cancellationToken);
        }
    }

    /// <summary>Takes the tracking finalizer off a pod.</summary>
    public static async Task ReleaseAsync(V1Pod pod, ReconcilerClient client, CancellationToken cancellationToken)
    {
        if (pod.Metadata.Finalizers?.Contains(TrackingFinalizer) != true)
        {
            return;
        }

        try
        {
            await client.UpdateAsync<V1Pod>(pod.Key(), "", newest => Release(newest, pod), cancellationToken);
        }
        catch (StatusException refusal) when (refusal.Reason == "NotFound")
        {
            // Gone is released.
        }
    }

    /// <summary>
    /// Takes the tracking finalizer off a pod unless it has ended meanwhile: then it has to be counted first.
    /// </summary>
    public static async Task<bool> TryReleaseActiveAsync(
        V1Pod pod, ReconcilerClient client, CancellationToken cancellationToken)
    {
        try
        {
            var newest = await client.UpdateAsync<V1Pod>(
                pod.Key(),
                "",
                found =>
                {
                    if (found.Status?.Phase is not ("Succeeded" or "Failed"))
                    {
                        Release(found, pod);
                    }
                },
                cancellationToken);
            return newest.Metadata.Finalizers?.Contains(TrackingFinalizer) != true;
        }
        catch (StatusException refusal) when (refusal.Reason == "NotFound")
        {
            return false;
        }
    }

    private static void Release(V1Pod newest, V1Pod pod)
    {
        if (newest.Metadata.Uid == pod.Metadata.Uid)
        {
            newest.Metadata.Finalizers = [.. newest.Metadata.Finalizers?.Where(item => item != TrackingFinalizer) ?? []];
        }
    }
}
