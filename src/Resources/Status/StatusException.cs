using k8s.Models;

namespace OrleansScheduler.Resources.Status;

/// <summary>A refusal the client is told of: the Kubernetes <c>Status</c> to answer.</summary>
public sealed class StatusException(V1Status status) : Exception(status.Message)
{
    public V1Status Status { get; } = status;

    /// <summary>Machine-readable: <c>NotFound</c>, <c>Conflict</c>, <c>AlreadyExists</c>, <c>Invalid</c> ...</summary>
    public string Reason => Status.Reason;
}
