using k8s.Models;

namespace OrleansScheduler.NodeAgent.Pods;

/// <summary>All that a pod worker asks of the cluster.</summary>
internal interface IPodApi
{
    /// <summary>Reads exactly this pod (its uid) anew; null when it is gone.</summary>
    Task<V1Pod?> FindPodAsync(V1Pod pod, CancellationToken cancellationToken);

    /// <summary>
    /// Publishes how the status of exactly this pod (its uid) differs from what the cluster was last known to have.
    /// Returns the pod as stored; null when it is gone, which is no error.
    /// </summary>
    Task<V1Pod?> PublishAsync(V1Pod known, V1PodStatus status, CancellationToken cancellationToken);

    /// <summary>Removes exactly this pod at once; all of it has ended.</summary>
    Task RemoveAsync(V1Pod pod, CancellationToken cancellationToken);

    Task<V1ConfigMap?> FindConfigMapAsync(string @namespace, string name, CancellationToken cancellationToken);

    Task<V1Secret?> FindSecretAsync(string @namespace, string name, CancellationToken cancellationToken);

    /// <summary>A token of the pod's service account, bound to the pod.</summary>
    Task<IssuedToken> CreateTokenAsync(
        V1Pod pod, string? audience, long? expirationSeconds, CancellationToken cancellationToken);

    /// <summary>Records an Event about the pod, or about one of its containers.</summary>
    void Record(V1Pod pod, string? fieldPath, PodEvent happening);
}
