using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using OrleansScheduler.ApiServer.Lists;
using OrleansScheduler.ApiServer.Requests;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.ApiServer.PodLogs;

/// <summary>The query parameters of a log request, in the order they are passed on to the node.</summary>
internal sealed record PodLogOptions
{
    public string Container { get; private init; } = "";

    private bool Follow { get; init; }

    private bool Previous { get; init; }

    private bool Timestamps { get; init; }

    private long? SinceSeconds { get; init; }

    private string SinceTime { get; init; } = "";

    private long? TailLines { get; init; }

    private long? LimitBytes { get; init; }

    private string Stream { get; init; } = "";

    public static PodLogOptions Read(IQueryCollection query, string pod)
    {
        var options = new PodLogOptions
        {
            Container = query["container"].ToString(),
            Follow = ListOptions.IsTrue(query["follow"]),
            Previous = ListOptions.IsTrue(query["previous"]),
            Timestamps = ListOptions.IsTrue(query["timestamps"]),
            SinceSeconds = GoNumber.ParseInt(query["sinceSeconds"]),
            SinceTime = query["sinceTime"].ToString(),
            TailLines = GoNumber.ParseInt(query["tailLines"]),
            LimitBytes = GoNumber.ParseInt(query["limitBytes"]),
            Stream = query["stream"].ToString(),
        };
        options.EnsureValid(pod);
        return options;
    }

    /// <summary>The query for the node agent, with its question mark; empty when all is default.</summary>
    public string ToQuery()
    {
        var query = new QueryBuilder();
        Add(query, "follow", Follow ? "true" : "");
        Add(query, "limitBytes", Text(LimitBytes));
        Add(query, "previous", Previous ? "true" : "");
        Add(query, "sinceSeconds", Text(SinceSeconds));
        Add(query, "sinceTime", SinceTime);
        Add(query, "stream", Stream is "All" ? "" : Stream);
        Add(query, "tailLines", Text(TailLines));
        Add(query, "timestamps", Timestamps ? "true" : "");
        return query.ToString();
    }

    private void EnsureValid(string pod)
    {
        var errors = new FieldErrors();
        AtLeast(errors, "tailLines", TailLines, 0, "must be greater than or equal to 0");
        AtLeast(errors, "limitBytes", LimitBytes, 1, "must be greater than 0");
        if (SinceSeconds is not null && SinceTime.Length > 0)
        {
            errors.Forbidden(FieldPath.Of(""), "at most one of `sinceTime` or `sinceSeconds` may be specified");
        }

        AtLeast(errors, "sinceSeconds", SinceSeconds, 1, "must be greater than 0");
        if (Stream is not ("" or "All" or "Stdout" or "Stderr"))
        {
            errors.NotSupported(FieldPath.Of("stream"), Stream, ["All", "Stdout", "Stderr"]);
        }

        if (errors.Count > 0)
        {
            throw StatusErrors.Invalid("", "PodLogOptions", pod, errors);
        }
    }

    private static void AtLeast(FieldErrors errors, string field, long? value, long min, string rule)
    {
        if (value < min)
        {
            errors.Invalid(FieldPath.Of(field), value, rule);
        }
    }

    private static string Text(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static void Add(QueryBuilder query, string name, string value)
    {
        if (value.Length > 0)
        {
            query.Add(name, value);
        }
    }
}
