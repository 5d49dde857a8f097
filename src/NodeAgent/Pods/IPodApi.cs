using k8s.Models;

namespace OrleansScheduler.NodeAgent.Pods;

/// <summary>All that a pod worker asks of the cluster.</summary>
internal interface IPodApi
{
    /// <summary>Publishes the status of exactly this pod (its uid); a pod that is gone is no error.</summary>
    Task PublishAsync(V1Pod pod, V1PodStatus status, CancellationToken cancellationToken);

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
