using k8s;
using k8s.Models;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.Resources.Registry;

/// <summary>
/// The one way to write an object: prepare, default, admit, validate, store, with Kubernetes' rules for conflicts,
/// finalizers and graceful deletion. The API server calls it after decoding, reconcilers call it directly.
/// </summary>
/// <remarks>Refusals are <see cref="Status.StatusException"/>s.</remarks>
public interface IResourceRegistry
{
    /// <summary>Creates the object; <c>generateName</c> is honoured.</summary>
    Task<StoredObject> CreateAsync(
        ResourceKind kind, IKubernetesObject<V1ObjectMeta> obj, WriteOptions options, CancellationToken cancellationToken);

    /// <summary>
    /// Applies <paramref name="change"/> to a private copy of the newest state and stores the result; repeats on a
    /// conflict, unless the result carries a resourceVersion other than the state's, which is a Conflict. A result
    /// equal to the state is not written. <paramref name="change"/> gets null where the kind allows create on update.
    /// </summary>
    Task<UpdateOutcome> UpdateAsync(
        ResourceKind kind,
        ObjectKey key,
        string subresource,
        Func<IKubernetesObject<V1ObjectMeta>?, IKubernetesObject<V1ObjectMeta>> change,
        WriteOptions options,
        CancellationToken cancellationToken);

    /// <summary>Deletes at once, gracefully, or by leaving finalizers to their owners.</summary>
    Task<DeleteOutcome> DeleteAsync(
        ResourceKind kind,
        ObjectKey key,
        V1DeleteOptions deleteOptions,
        WriteOptions options,
        CancellationToken cancellationToken);
}
