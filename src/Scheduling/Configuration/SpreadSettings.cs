namespace OrleansScheduler.Scheduling.Configuration;

/// <summary>A default topology spread constraint as it is configured.</summary>
public sealed class SpreadSettings
{
    public string TopologyKey { get; set; } = "";

    public int MaxSkew { get; set; } = 1;

    /// <summary>ScheduleAnyway or DoNotSchedule.</summary>
    public string WhenUnsatisfiable { get; set; } = "ScheduleAnyway";
}
