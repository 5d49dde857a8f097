using Microsoft.AspNetCore.Http;

namespace OrleansScheduler.ApiServer.Requests;

/// <summary>Finds out what is asked for and sets the headers every answer carries.</summary>
internal sealed class RequestParsing(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;
        var context = new ApiContext(RequestInfoParser.Parse(request.Method, request.Path.Value ?? "/", request.Query));
        http.Features.Set(context);
        var headers = http.Response.Headers;
        headers["Audit-Id"] = AuditId(request.Headers["Audit-ID"]);
        headers.CacheControl = "no-cache, private";
        http.Response.OnStarting(() =>
        {
            WarningHeaders.Write(headers, context.Warnings);
            return Task.CompletedTask;
        });
        return next(http);
    }

    private static string AuditId(string? given) =>
        given is { Length: > 0 and <= 64 } && given.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? given
            : Guid.NewGuid().ToString();
}
