using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Batch.Jobs;
using OrleansScheduler.Resources.Selectors;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Reconcilers.Jobs;

/// <summary>
/// Finds the pods of a Job as every controller of Kubernetes does: adopts pods its selector matches and nobody
/// controls, lets go of its own that the selector no longer matches.
/// </summary>
internal static class JobPodClaims
{
    public static async Task<IReadOnlyList<V1Pod>> OfAsync(
        V1Job job, ReconcilerClient client, CancellationToken cancellationToken)
    {
        var owned = (await client.OwnedAsync<V1Pod>(
                job.Metadata.NamespaceProperty, job.Metadata.Uid, cancellationToken))
            .Where(pod => IsController(job, pod))
            .ToArray();
        if (JobController.IsFinished(job) || job.Metadata.DeletionTimestamp is not null)
        {
            return owned;
        }

        var selector = LabelSelector.Of(job.Spec.Selector);
        var lookup = owned.ToLookup(pod => selector.Matches(Labels(pod)));
        var adoptable = await AdoptableAsync(job, selector, client, cancellationToken);
        var adopted = new List<V1Pod>();
        foreach (var pod in adoptable)
        {
            adopted.AddRange(await AdoptAsync(job, pod, client, cancellationToken));
        }

        foreach (var pod in lookup[false])
        {
            await DisownAsync(job, pod, client, cancellationToken);
        }

        return [.. lookup[true], .. adopted];
    }

    private static bool IsController(V1Job job, V1Pod pod) =>
        pod.Metadata.OwnerReferences.Any(owner => owner.Controller == true && owner.Uid == job.Metadata.Uid);

    private static IReadOnlyDictionary<string, string> Labels(V1Pod pod) =>
        (pod.Metadata.Labels ?? new Dictionary<string, string>()).AsReadOnly();

    private static async Task<IEnumerable<V1Pod>> AdoptableAsync(
        V1Job job, LabelSelector selector, ReconcilerClient client, CancellationToken cancellationToken)
    {
        var query = new ListQuery
        {
            Namespace = job.Metadata.NamespaceProperty,
            Index = job.Spec.Selector.MatchLabels?.FirstOrDefault() is { Key: not null } label
                ? new IndexKey(ObjectIndex.AdoptableLabel, ObjectIndex.LabelValue(label.Key, label.Value))
                : null,
            Matches = pod => !pod.Head.IsDeleting
                && !pod.Head.Owners.Any(owner => owner.IsController)
                && selector.Matches(pod.Head.Labels),
        };
        var found = await client.ListAsync(Kinds.Of<V1Pod>().ResourceType, query, cancellationToken);
        return found.Select(pod => pod.As<V1Pod>());
    }

    // On the very state that was judged: of two that want a pod one gets it, the other looks again.
    private static async Task<IEnumerable<V1Pod>> AdoptAsync(
        V1Job job, V1Pod pod, ReconcilerClient client, CancellationToken cancellationToken)
    {
        var newest = await client.GetNewestAsync<V1Job>(job.Key(), cancellationToken);
        if (newest?.Metadata.Uid != job.Metadata.Uid || newest.Metadata.DeletionTimestamp is not null)
        {
            return [];
        }

        return await ChangeAsync(pod, found => JobPodOwner.Adopt(job, found), client, cancellationToken);
    }

    private static Task DisownAsync(
        V1Job job, V1Pod pod, ReconcilerClient client, CancellationToken cancellationToken) =>
        ChangeAsync(pod, found => JobPodOwner.Disown(job, found), client, cancellationToken);

    private static async Task<IEnumerable<V1Pod>> ChangeAsync(
        V1Pod pod, Action<V1Pod> change, ReconcilerClient client, CancellationToken cancellationToken)
    {
        try
        {
            return
            [
                await client.UpdateAsync<V1Pod>(
                    pod.Key(),
                    "",
                    found =>
                    {
                        change(found);
                        found.Metadata.ResourceVersion = pod.Metadata.ResourceVersion;
                    },
                    cancellationToken),
            ];
        }
        catch (StatusException refusal) when (refusal.Reason == "NotFound")
        {
            return [];
        }
    }
}
