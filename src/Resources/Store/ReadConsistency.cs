namespace OrleansScheduler.Resources.Store;

/// <summary>How fresh a read must be.</summary>
public enum ReadConsistency
{
    /// <summary>Sees every write acknowledged before the read began, on any silo (a read barrier).</summary>
    MostRecent,

    /// <summary>Whatever this silo's replica holds; completes synchronously. What reconcilers and schedulers use.</summary>
    Any,
}
