using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace OrleansScheduler.NodeAgent.Logs;

/// <summary>Which part of a log is asked for.</summary>
internal sealed record LogQuery
{
    public bool Follow { get; init; }

    public bool Previous { get; init; }

    public bool Timestamps { get; init; }

    public int? TailLines { get; init; }

    public DateTimeOffset? Since { get; init; }

    public long? LimitBytes { get; init; }

    public static LogQuery Parse(IQueryCollection query, DateTimeOffset now) => new()
    {
        Follow = Flag(query, "follow"),
        Previous = Flag(query, "previous"),
        Timestamps = Flag(query, "timestamps"),
        TailLines = (int?)Number(query, "tailLines"),
        LimitBytes = Number(query, "limitBytes"),
        Since = Number(query, "sinceSeconds") is { } seconds
            ? now - TimeSpan.FromSeconds(seconds)
            : DateTimeOffset.TryParse(query["sinceTime"], CultureInfo.InvariantCulture, out var since) ? since : null,
    };

    private static bool Flag(IQueryCollection query, string name) =>
        query.TryGetValue(name, out var values) && values.ToString() is "true" or "1";

    private static long? Number(IQueryCollection query, string name) =>
        long.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
