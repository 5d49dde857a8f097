using k8s.Models;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ControlPlane.Reconcilers.GarbageCollection;

/// <summary>The writes of garbage collection: on the one incarnation they mean, and content when it is gone.</summary>
internal static class GarbageWrites
{
    /// <summary>
    /// Deletes the dependent; <paramref name="isExactly"/> refuses when it has changed since, perhaps to other owners.
    /// </summary>
    public static Task DeleteAsync(
        Dependent dependent,
        string propagationPolicy,
        bool isExactly,
        ReconcilerClient client,
        CancellationToken cancellationToken)
    {
        var options = dependent.Typed.OnlyThis();
        options.Preconditions.ResourceVersion = isExactly ? dependent.Typed.Metadata.ResourceVersion : null;
        options.PropagationPolicy = propagationPolicy;
        return IgnoringGoneAsync(
            () => client.DeleteAsync(dependent.Kind, dependent.Object.Key, options, cancellationToken));
    }

    public static Task ForgetOwnersAsync(
        Dependent dependent, IReadOnlySet<string> lost, ReconcilerClient client, CancellationToken cancellationToken) =>
        ChangeAsync(
            dependent.Incarnation,
            metadata => metadata.OwnerReferences =
                [.. metadata.OwnerReferences?.Where(owner => !lost.Contains(owner.Uid)) ?? []],
            client,
            cancellationToken);

    /// <summary>Lets the dependent's owners go before it.</summary>
    public static Task StopBlockingAsync(
        Dependent dependent, ReconcilerClient client, CancellationToken cancellationToken) =>
        ChangeAsync(
            dependent.Incarnation,
            metadata =>
            {
                foreach (var owner in metadata.OwnerReferences ?? [])
                {
                    owner.BlockOwnerDeletion = false;
                }
            },
            client,
            cancellationToken);

    public static Task RemoveFinalizerAsync(
        Incarnation owner, string finalizer, ReconcilerClient client, CancellationToken cancellationToken) =>
        ChangeAsync(
            owner,
            metadata => metadata.Finalizers = [.. metadata.Finalizers?.Where(item => item != finalizer) ?? []],
            client,
            cancellationToken);

    private static Task ChangeAsync(
        Incarnation incarnation,
        Action<V1ObjectMeta> change,
        ReconcilerClient client,
        CancellationToken cancellationToken) =>
        IgnoringGoneAsync(() => client.UpdateMetadataAsync(
            GarbageController.Kinds[incarnation.ResourceType],
            incarnation.Object,
            metadata =>
            {
                if (metadata.Uid == incarnation.Uid)
                {
                    change(metadata);
                }
            },
            cancellationToken));

    private static async Task IgnoringGoneAsync(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (StatusException refusal) when (refusal.Reason == "NotFound")
        {
            // What is gone needs no collecting.
        }
    }
}
