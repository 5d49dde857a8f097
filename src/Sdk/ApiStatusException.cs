using k8s.Models;

namespace OrleansScheduler.Sdk;

/// <summary>The API server's refusal of a request, as the <c>Status</c> object it answered.</summary>
public sealed class ApiStatusException(V1Status status)
    : Exception(status.Message ?? $"The API server answered {status.Code} {status.Reason}.")
{
    /// <summary>The Status as received; <c>Code</c> and <c>Reason</c> are always set.</summary>
    public V1Status Status { get; } = status;

    /// <summary>The HTTP status code.</summary>
    public int Code => Status.Code ?? 0;

    /// <summary>The machine-readable reason, such as <c>NotFound</c> or <c>Conflict</c>.</summary>
    public string Reason => Status.Reason ?? "";

    /// <summary>Whether the same request may succeed later without any change.</summary>
    public bool IsTransient => Code is 429 or >= 500;

    internal bool IsExpired => Code == 410 || Reason is "Expired" or "Gone";
}
