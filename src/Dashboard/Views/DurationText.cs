using OrleansScheduler.Resources.Tables;

namespace OrleansScheduler.Dashboard.Views;

/// <summary>Durations as kubectl prints them.</summary>
public static class DurationText
{
    /// <summary>Such as <c>3m20s</c>; empty for none.</summary>
    public static string Of(TimeSpan? duration) => duration is { } known ? Age.Of(known) : "";
}
