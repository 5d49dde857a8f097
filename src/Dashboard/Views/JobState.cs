namespace OrleansScheduler.Dashboard.Views;

/// <summary>Where a Job stands, as the tabs of the Jobs page divide them.</summary>
public enum JobState
{
    /// <summary>Some of its pods are to run or running.</summary>
    Running,

    /// <summary>Its spec says to wait.</summary>
    Suspended,

    /// <summary>It has all its completions.</summary>
    Complete,

    /// <summary>It has given up.</summary>
    Failed,
}
