namespace OrleansScheduler.ApiServer.ServiceAccountTokens;

/// <summary>What a service account's token says.</summary>
public sealed record ServiceAccountToken
{
    public required string Namespace { get; init; }

    public required BoundObject Account { get; init; }

    public BoundObject? Pod { get; init; }

    public BoundObject? Secret { get; init; }

    /// <summary>The node of the pod, or the node the token is bound to.</summary>
    public BoundObject? Node { get; init; }

    public required IReadOnlyList<string> Audiences { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset Expires { get; init; }
}
