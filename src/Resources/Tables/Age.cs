using System.Globalization;

namespace OrleansScheduler.Resources.Tables;

/// <summary>Ages as <c>kubectl get</c> shows them: <c>42s</c>, <c>3m5s</c>, <c>5h</c>, <c>2d3h</c>, <c>1y20d</c>.</summary>
public static class Age
{
    /// <summary>The time since a moment, <c>&lt;unknown&gt;</c> when there was none.</summary>
    public static string Since(DateTime? moment, DateTime now) =>
        moment is { } start ? Of(now - start) : "<unknown>";

    /// <summary>A duration in at most two units, coarser the longer it is.</summary>
    public static string Of(TimeSpan duration)
    {
        var seconds = (long)duration.TotalSeconds;
        var minutes = seconds / 60;
        var hours = minutes / 60;
        var days = hours / 24;
        return seconds switch
        {
            < -1 => "<invalid>",
            < 0 => "0s",
            < 2 * 60 => Text(seconds, "s"),
            < 10 * 60 => Text(minutes, "m", seconds % 60, "s"),
            < 3 * 3600 => Text(minutes, "m"),
            < 8 * 3600 => Text(hours, "h", minutes % 60, "m"),
            < 48 * 3600 => Text(hours, "h"),
            < 8 * 86400 => Text(days, "d", hours % 24, "h"),
            < 2 * 365 * 86400L => Text(days, "d"),
            < 8 * 365 * 86400L => Text(days / 365, "y", days % 365, "d"),
            _ => Text(days / 365, "y"),
        };
    }

    private static string Text(long count, string unit) => string.Create(CultureInfo.InvariantCulture, $"{count}{unit}");

    private static string Text(long count, string unit, long rest, string restUnit) =>
        rest == 0 ? Text(count, unit) : Text(count, unit) + Text(rest, restUnit);
}
