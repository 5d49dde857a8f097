using System.Globalization;

namespace OrleansScheduler.NodeAgent.Pods;

/// <summary>Durations as Kubernetes messages write them: <c>10s</c>, <c>2m40s</c>, <c>5m0s</c>, <c>200ms</c>.</summary>
internal static class GoDuration
{
    public static string Format(TimeSpan duration) => duration.TotalSeconds switch
    {
        0 => "0s",
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds}ms"),
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds}s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalMinutes}m{duration.Seconds}s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalHours}h{duration.Minutes}m{duration.Seconds}s"),
    };
}
