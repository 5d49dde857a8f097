using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using OrleansScheduler.ApiServer.Requests;

namespace OrleansScheduler.ApiServer.Metrics;

/// <summary>Measures every request from the outside, with the status code its client saw.</summary>
internal sealed class RequestMeasuring(RequestDelegate next, RequestMetrics metrics)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            await next(http);
        }
        finally
        {
            if (http.Features.Get<ApiContext>() is { } context)
            {
                metrics.Record(context.Info, http.Response.StatusCode, Stopwatch.GetElapsedTime(start));
            }
        }
    }
}
