namespace OrleansScheduler.Sdk.Queues;

/// <summary>How failed keys are spaced.</summary>
public sealed record WorkQueueOptions
{
    /// <summary>The delay after the first failure.</summary>
    public TimeSpan BackoffMin { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>The longest delay.</summary>
    public TimeSpan BackoffMax { get; init; } = TimeSpan.FromMinutes(16);

    internal TimeSpan BackoffOf(int attempt)
    {
        var factor = Math.Pow(2, Math.Min(attempt, 40));
        return BackoffMin * factor < BackoffMax ? BackoffMin * factor : BackoffMax;
    }
}
