using k8s.Models;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ControlPlane.Reconcilers.Jobs;

/// <summary>Lets a Job's pods go, by taking off the finalizer that keeps them until they are counted.</summary>
internal static class JobPodRelease
{
    private const string TrackingFinalizer = "batch.kubernetes.io/job-tracking";

    public static bool IsTracked(V1Pod pod) => pod.Metadata.Finalizers?.Contains(TrackingFinalizer) == true;

    /// <summary>Takes the tracking finalizer off a pod.</summary>
    public static async Task ReleaseAsync(V1Pod pod, ReconcilerClient client, CancellationToken cancellationToken)
    {
        if (!IsTracked(pod))
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
            return !IsTracked(newest);
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
