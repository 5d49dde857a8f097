namespace OrleansScheduler.Sdk.Pods;

/// <summary>Which nodes an explanation is to name; all are counted.</summary>
public sealed record ExplainOptions
{
    /// <summary>Only this one.</summary>
    public string? Node { get; init; }

    /// <summary>At most so many, the best or nearest first; 0 for all, null for the server's 50.</summary>
    public int? Limit { get; init; }
}
