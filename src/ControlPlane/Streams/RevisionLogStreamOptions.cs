namespace OrleansScheduler.ControlPlane.Streams;

/// <summary>Limits of the revision log's streams.</summary>
public sealed class RevisionLogStreamOptions
{
    /// <summary>Queues the streams are shared out over; all silos must agree on it.</summary>
    public int QueueCount { get; set; } = 8;

    /// <summary>How long a queue read waits for a signal before it returns empty-handed.</summary>
    public TimeSpan PollLongest { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The pause between two reads of a queue that returned nothing.</summary>
    public TimeSpan PollPeriod { get; set; } = TimeSpan.FromMilliseconds(10);

    /// <summary>The pause after a queue read that failed.</summary>
    public TimeSpan ReadBackoff { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a delivery is retried; a subscriber that cannot be activated holds up its queue that long.</summary>
    public TimeSpan DeliveryLongest { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>When a stream without signals is forgotten by its queue.</summary>
    public TimeSpan StreamIdle { get; set; } = TimeSpan.FromMinutes(5);
}
