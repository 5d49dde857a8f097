namespace OrleansScheduler.Sdk.Http;

/// <summary>One request: what goes over the wire, and what traces and metrics call it.</summary>
internal sealed record ApiRequest(HttpMethod Method, string PathAndQuery)
{
    /// <summary>The Kubernetes verb, such as <c>list</c>.</summary>
    public required string Verb { get; init; }

    /// <summary>The plural of the kind, with the subresource: <c>pods/log</c>.</summary>
    public required string Resource { get; init; }

    public string? Namespace { get; init; }

    public object? Body { get; init; }

    public string ContentType { get; init; } = "application/json";

    public string Accept { get; init; } = "application/json";
}
