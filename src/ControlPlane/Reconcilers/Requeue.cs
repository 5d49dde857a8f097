namespace OrleansScheduler.ControlPlane.Reconcilers;

/// <summary>When a reconciler wants to look again although nothing changes: at a deadline, after a back-off.</summary>
public readonly record struct Requeue(TimeSpan? After)
{
    /// <summary>Not before something changes.</summary>
    public static Requeue OnChange => default;

    public static Requeue In(TimeSpan delay) => new(delay);

    /// <summary>The earlier of two.</summary>
    public Requeue Or(Requeue other) => (After, other.After) switch
    {
        (null, _) => other,
        (_, null) => this,
        var (mine, theirs) => new Requeue(mine < theirs ? mine : theirs),
    };
}
