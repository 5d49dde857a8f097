namespace OrleansScheduler.ControlPlane.Reconcilers;

/// <summary>When a reconciler wants to look again although nothing changes: at a deadline, after a back-off.</summary>
public readonly record struct Requeue(TimeSpan? After)
{
    /// <summary>Not before something changes.</summary>
    public static Requeue OnChange => default;

    /// <summary>How long changes are only collected before the next look, for keys whose look is costly.</summary>
    public TimeSpan Rest { get; init; }

    public static Requeue In(TimeSpan delay) => new(delay);
}
