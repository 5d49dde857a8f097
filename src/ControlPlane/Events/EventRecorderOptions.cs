namespace OrleansScheduler.ControlPlane.Events;

/// <summary>Limits of the event recorder.</summary>
public sealed class EventRecorderOptions
{
    /// <summary>Events that wait to be written; what comes beyond is dropped.</summary>
    public int QueueLength { get; set; } = 1000;

    /// <summary>Events that are remembered, so that a repeat is counted instead of written anew.</summary>
    public int RememberedMost { get; set; } = 4096;

    /// <summary>How long a repeat is counted on the same Event.</summary>
    public TimeSpan RememberedFor { get; set; } = TimeSpan.FromMinutes(10);
}
