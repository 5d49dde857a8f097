namespace OrleansScheduler.Sdk.Queues;

/// <summary>How failed keys are spaced, and how fast keys are given out.</summary>
public sealed record WorkQueueOptions
{
    /// <summary>The delay after the first failure.</summary>
    public TimeSpan BackoffMin { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>The longest delay.</summary>
    public TimeSpan BackoffMax { get; init; } = TimeSpan.FromMinutes(16);

    /// <summary>How many keys a second are given to workers at most, over time; null for as many as they take.</summary>
    public double? RatePerSecond { get; init; }

    /// <summary>How many keys may be given out at once before the rate holds.</summary>
    public int Burst { get; init; } = 100;

    internal TimeSpan TakeInterval => RatePerSecond is { } rate ? TimeSpan.FromSeconds(1 / rate) : TimeSpan.Zero;

    internal TimeSpan BackoffOf(int attempt)
    {
        var factor = Math.Pow(2, Math.Min(attempt, 40));
        return BackoffMin * factor < BackoffMax ? BackoffMin * factor : BackoffMax;
    }
}
