using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ApiServer.Requests;

/// <summary>
/// Ends requests after <c>timeout</c> or a minute. Those that are meant to last (watch, log, exec) end with the server,
/// so that its clients go on elsewhere at once and its stop does not wait for them.
/// </summary>
internal sealed class RequestDeadline(RequestDelegate next, IHostApplicationLifetime server, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var info = ApiContext.Of(http).Info;
        if (info.IsLongRunning)
        {
            await LastUntilStopAsync(http);
            return;
        }

        var clientGone = http.RequestAborted;
        using var deadline = new CancellationTokenSource(TimeoutOf(http.Request), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clientGone, deadline.Token);
        http.RequestAborted = either.Token;
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (!clientGone.IsCancellationRequested)
        {
            throw StatusErrors.Timeout("request did not complete within the allotted timeout", retryAfterSeconds: 0);
        }
        finally
        {
            http.RequestAborted = clientGone;
        }
    }

    private async Task LastUntilStopAsync(HttpContext http)
    {
        var clientGone = http.RequestAborted;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clientGone, server.ApplicationStopping);
        http.RequestAborted = either.Token;
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (server.ApplicationStopping.IsCancellationRequested)
        {
            if (!http.Response.HasStarted)
            {
                throw StatusErrors.ServiceUnavailable("the server is stopping", retryAfter: TimeSpan.FromSeconds(1));
            }
        }
        finally
        {
            http.RequestAborted = clientGone;
        }
    }

    private static TimeSpan TimeoutOf(HttpRequest request)
    {
        var text = request.Query["timeout"].ToString();
        if (text.Length == 0)
        {
            return ApiLimits.RequestTimeout;
        }

        var asked = GoDuration.Parse(text)
            ?? throw StatusErrors.BadRequest("invalid timeout specified in the request URL");
        return asked > TimeSpan.Zero && asked < ApiLimits.RequestTimeout ? asked : ApiLimits.RequestTimeout;
    }
}
