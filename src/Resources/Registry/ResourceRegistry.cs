using k8s;
using k8s.Models;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.Resources.Registry;

/// <summary>The write pipeline over a store; see <see cref="Creation"/>, <see cref="Updating"/>, <see cref="Deletion"/>.</summary>
internal sealed class ResourceRegistry(Creation creation, Updating updating, Deletion deletion) : IResourceRegistry
{
    public Task<StoredObject> CreateAsync(
        ResourceKind kind,
        IKubernetesObject<V1ObjectMeta> obj,
        WriteOptions options,
        CancellationToken cancellationToken) =>
        creation.CreateAsync(kind, obj, options, cancellationToken);

    public Task<UpdateOutcome> UpdateAsync(
        ResourceKind kind,
        ObjectKey key,
        string subresource,
        Func<IKubernetesObject<V1ObjectMeta>?, IKubernetesObject<V1ObjectMeta>> change,
        WriteOptions options,
        CancellationToken cancellationToken) =>
        updating.UpdateAsync(new UpdateRequest(kind, key, subresource, change, options), cancellationToken);

    public Task<DeleteOutcome> DeleteAsync(
        ResourceKind kind,
        ObjectKey key,
        V1DeleteOptions deleteOptions,
        WriteOptions options,
        CancellationToken cancellationToken) =>
        deletion.DeleteAsync(new DeleteRequest(kind, key, deleteOptions, options), cancellationToken);
}
