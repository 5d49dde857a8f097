namespace OrleansScheduler.ControlPlane.Events;

/// <summary>Limits of the event recorder; the defaults are those of Kubernetes' clients.</summary>
public sealed class EventRecorderOptions
{
    /// <summary>Events that wait to be written; what comes beyond is dropped.</summary>
    public int QueueLength { get; set; } = 1000;

    /// <summary>How many Events, groups of similar ones, and objects are remembered; the least used are forgotten.</summary>
    public int RememberedMost { get; set; } = 4096;

    /// <summary>How many messages of one object, type and reason are told apart before they are combined.</summary>
    public int SimilarMost { get; set; } = 10;

    /// <summary>When this long none came, similar messages are told apart again.</summary>
    public TimeSpan SimilarWithin { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How many writes of Events about one object may follow each other at once.</summary>
    public int Burst { get; set; } = 25;

    /// <summary>After which time an object whose burst is used up may have one more written.</summary>
    public TimeSpan BurstRefill { get; set; } = TimeSpan.FromMinutes(5);
}
