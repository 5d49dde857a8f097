using k8s;
using k8s.Models;

namespace OrleansScheduler.Resources.Registry;

/// <summary>The arguments of <see cref="IResourceRegistry.UpdateAsync"/>.</summary>
internal sealed record UpdateRequest(
    ResourceKind Kind,
    ObjectKey Key,
    string Subresource,
    Func<IKubernetesObject<V1ObjectMeta>?, IKubernetesObject<V1ObjectMeta>> Change,
    WriteOptions Options);
