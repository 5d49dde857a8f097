namespace OrleansScheduler.Chaos;

/// <summary>One run. The seed decides what clients ask for and which faults come when.</summary>
internal sealed record ChaosSettings
{
    public required int Seed { get; init; }

    public required TimeSpan Duration { get; init; }

    public int Silos { get; init; } = 1;

    public int Writers { get; init; } = 8;

    /// <summary>The longest a writer waits between two requests.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>The longest quiet time between two faults.</summary>
    public TimeSpan Calm { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Handed to every silo.</summary>
    public IReadOnlyList<string> SiloArguments { get; init; } = [];
}
