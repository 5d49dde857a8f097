namespace OrleansScheduler.ControlPlane.Reconcilers;

/// <summary>The pace of all reconcilers.</summary>
public sealed class ReconcilerOptions
{
    /// <summary>The pause after a first failure; doubles with each further one.</summary>
    public TimeSpan BackoffMin { get; set; } = TimeSpan.FromMilliseconds(50);

    public TimeSpan BackoffMax { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often every key that may have work is signalled again.</summary>
    public TimeSpan ResyncPeriod { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many keys are signalled at the same time during a resync.</summary>
    public int ResyncConcurrency { get; set; } = 64;

    /// <summary>The pause before a broken watch of the revision log is opened again.</summary>
    public TimeSpan FeedRetry { get; set; } = TimeSpan.FromMilliseconds(200);
}
