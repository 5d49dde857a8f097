using k8s.Models;

namespace OrleansScheduler.Resources.Registry;

/// <summary>The arguments of <see cref="IResourceRegistry.DeleteAsync"/>.</summary>
internal sealed record DeleteRequest(
    ResourceKind Kind, ObjectKey Key, V1DeleteOptions DeleteOptions, WriteOptions Options);
