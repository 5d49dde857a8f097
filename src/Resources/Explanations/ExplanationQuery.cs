namespace OrleansScheduler.Resources.Explanations;

/// <summary>Which nodes an explanation is to name.</summary>
/// <param name="NodeName">Only this one, null for any.</param>
/// <param name="NodesMax">At most so many; they are counted nevertheless.</param>
public sealed record ExplanationQuery(string? NodeName, int NodesMax)
{
    public const int NodesDefault = 50;
}
