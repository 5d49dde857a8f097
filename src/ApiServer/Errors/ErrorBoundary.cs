using System.Globalization;
using k8s.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OrleansScheduler.ApiServer.Negotiation;
using OrleansScheduler.ApiServer.Responses;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ApiServer.Errors;

/// <summary>The edge: the one place where exceptions become answers (invariant 8).</summary>
internal sealed partial class ErrorBoundary(RequestDelegate next, ILogger<ErrorBoundary> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; there is nobody to answer.
        }
        catch (Exception exception)
        {
            await AnswerAsync(http, exception);
        }
    }

    private async Task AnswerAsync(HttpContext http, Exception exception)
    {
        var status = ToStatus(exception);
        if (status.Reason == StatusReasons.InternalError)
        {
            LogUnexpected(exception, http.Request.Method, http.Request.Path);
        }

        if (http.Response.HasStarted)
        {
            // Half an answer must not look like a whole one.
            http.Abort();
            return;
        }

        http.Response.ContentLength = null;
        await WriteAsync(http, status);
    }

    public static async Task WriteAsync(HttpContext http, V1Status status)
    {
        if (status.Details?.RetryAfterSeconds is > 0 and var seconds)
        {
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        await JsonSender.SendAsync(
            http,
            Negotiator.ChooseForError(http.Request),
            status.Code ?? StatusCodes.Status500InternalServerError,
            StatusWriter.Encode(status),
            http.RequestAborted);
    }

    private static V1Status ToStatus(Exception exception) => exception switch
    {
        StatusException refusal => refusal.Status,
        RevisionExpiredException =>
            StatusErrors.Expired("The resourceVersion for the provided list is too old.").Status,
        RevisionTooLargeException tooLarge => StatusErrors.RevisionTooLarge(tooLarge).Status,
        StoreUnavailableException unavailable =>
            StatusErrors.ServiceUnavailable(unavailable.Message, unavailable.RetryAfter).Status,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => StatusErrors.EntityTooLarge(ApiLimits.MaxBodyBytes).Status,
        BadHttpRequestException bad => StatusErrors.BadRequest(bad.Message).Status,
        OperationCanceledException =>
            StatusErrors.Timeout("request did not complete within the allotted timeout", retryAfterSeconds: 0).Status,
        _ => StatusErrors.InternalError("the request failed; the server's log has the details").Status,
    };
}
