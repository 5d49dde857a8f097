using Microsoft.AspNetCore.Http;
using OrleansScheduler.ApiServer.Requests;

namespace OrleansScheduler.ApiServer.Lists;

/// <summary>The query parameters of lists and watches, read as Kubernetes reads them.</summary>
internal sealed record ListOptions
{
    public string LabelSelector { get; init; } = "";

    public string FieldSelector { get; init; } = "";

    public string ResourceVersion { get; init; } = "";

    public string ResourceVersionMatch { get; init; } = "";

    public string Continue { get; init; } = "";

    public long Limit { get; init; }

    public long? TimeoutSeconds { get; init; }

    public bool AllowWatchBookmarks { get; init; }

    public bool? SendInitialEvents { get; init; }

    public bool IsWatch { get; init; }

    public static ListOptions Read(IQueryCollection query, bool isWatch) => new()
    {
        LabelSelector = query["labelSelector"].ToString(),
        FieldSelector = query["fieldSelector"].ToString(),
        ResourceVersion = query["resourceVersion"].ToString(),
        ResourceVersionMatch = query["resourceVersionMatch"].ToString(),
        Continue = query["continue"].ToString(),
        Limit = GoNumber.ParseInt(query["limit"]) ?? 0,
        TimeoutSeconds = GoNumber.ParseInt(query["timeoutSeconds"]),
        AllowWatchBookmarks = IsTrue(query["allowWatchBookmarks"]),
        SendInitialEvents = query.ContainsKey("sendInitialEvents") ? IsTrue(query["sendInitialEvents"]) : null,
        IsWatch = isWatch,
    };

    /// <summary>Absent, <c>false</c> and <c>0</c> are false, all else is true.</summary>
    public static bool IsTrue(Microsoft.Extensions.Primitives.StringValues value) =>
        value.Count > 0 && value[0] != "0" && !string.Equals(value[0], "false", StringComparison.OrdinalIgnoreCase);
}
