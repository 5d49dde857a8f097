using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Reconcilers.Sweeps;

/// <summary>Looks at all pods every 20 s, as Kubernetes does.</summary>
internal sealed class PodGcReconciler(TimeProvider time) : IReconciler
{
    private const int EndedMost = 12_500;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Quarantine = TimeSpan.FromSeconds(40);

    // When each node was first missed; a node may be late only.
    private readonly Dictionary<string, DateTimeOffset> _missedSince = [];

    public async Task<Requeue> ReconcileAsync(
        string key, ReconcilerClient client, CancellationToken cancellationToken)
    {
        var podKind = Kinds.Of<V1Pod>();
        var pods = (await client.ListAsync(podKind.ResourceType, new ListQuery(), cancellationToken))
            .Select(stored => stored.As<V1Pod>())
            .ToArray();
        var nodes = (await client.ListAsync(Kinds.Of<V1Node>().ResourceType, new ListQuery(), cancellationToken))
            .Select(stored => stored.Key.Name)
            .ToHashSet();
        foreach (var pod in Stray(pods, GoneNodes(pods, nodes)))
        {
            await RemoveAsync(pod, client, cancellationToken);
        }

        return Requeue.In(Period);
    }

    private static IEnumerable<V1Pod> Stray(IReadOnlyList<V1Pod> pods, IReadOnlySet<string> goneNodes)
    {
        var ended = pods
            .Where(pod => pod.Status?.Phase is "Succeeded" or "Failed" && pod.Metadata.DeletionTimestamp is null)
            .OrderBy(pod => pod.Metadata.CreationTimestamp)
            .ToArray();
        return pods.Where(pod => goneNodes.Contains(pod.Spec.NodeName ?? ""))
            .Concat(pods.Where(pod =>
                string.IsNullOrEmpty(pod.Spec.NodeName) && pod.Metadata.DeletionTimestamp is not null))
            .Concat(ended.SkipLast(EndedMost))
            .Distinct();
    }

    private HashSet<string> GoneNodes(IReadOnlyList<V1Pod> pods, HashSet<string> nodes)
    {
        var now = time.GetUtcNow();
        var missing = pods
            .Select(pod => pod.Spec.NodeName)
            .Where(name => !string.IsNullOrEmpty(name) && !nodes.Contains(name))
            .ToHashSet();
        foreach (var back in _missedSince.Keys.Where(name => !missing.Contains(name)).ToArray())
        {
            _missedSince.Remove(back);
        }

        foreach (var name in missing)
        {
            _missedSince.TryAdd(name, now);
        }

        return [.. missing.Where(name => now - _missedSince[name] >= Quarantine)];
    }

    // A pod that had not ended has failed, and says why; its owner counts it before it goes.
    private async Task RemoveAsync(V1Pod pod, ReconcilerClient client, CancellationToken cancellationToken)
    {
        var options = pod.OnlyThis();
        options.GracePeriodSeconds = 0;
        try
        {
            if (!string.IsNullOrEmpty(pod.Spec.NodeName) && pod.Status?.Phase is not ("Succeeded" or "Failed"))
            {
                await client.UpdateAsync<V1Pod>(pod.Key(), "status", MarkFailed, cancellationToken);
            }

            await client.DeleteAsync(Kinds.Of<V1Pod>(), pod.Key(), options, cancellationToken);
        }
        catch (StatusException refusal) when (refusal.Reason is "NotFound" or "Conflict")
        {
            // Gone, or replaced by another of its name.
        }
    }

    private void MarkFailed(V1Pod pod)
    {
        pod.Status.Phase = "Failed";
        pod.Status.Conditions =
        [
            .. (pod.Status.Conditions ?? []).Where(condition => condition.Type != "DisruptionTarget"),
            new V1PodCondition
            {
                Type = "DisruptionTarget",
                Status = "True",
                Reason = "DeletionByPodGC",
                Message = "PodGC: node no longer exists",
                LastTransitionTime = time.GetUtcNow().UtcDateTime,
            },
        ];
    }
}
