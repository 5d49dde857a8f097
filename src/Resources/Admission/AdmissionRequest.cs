using k8s;
using k8s.Models;
using OrleansScheduler.Resources.Registry;

namespace OrleansScheduler.Resources.Admission;

/// <summary>A write on its way to the store, defaulted and not yet validated.</summary>
public sealed record AdmissionRequest
{
    public required AdmissionOperation Operation { get; init; }

    public required ResourceKind Kind { get; init; }

    public required ObjectKey Key { get; init; }

    /// <summary>Empty for the object itself.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>The new state, which plugins may change; null for a deletion.</summary>
    public IKubernetesObject<V1ObjectMeta>? Object { get; init; }

    /// <summary>The state before, shared and not to be changed; null for a creation.</summary>
    public IKubernetesObject<V1ObjectMeta>? Old { get; init; }

    public required UserIdentity User { get; init; }
}
