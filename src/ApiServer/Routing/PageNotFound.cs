using Microsoft.AspNetCore.Http;

namespace OrleansScheduler.ApiServer.Routing;

/// <summary>The answer for a path that belongs to no API: plain text, which tells clients apart a group that is missing.</summary>
internal static class PageNotFound
{
    public static Task AnswerAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return http.Response.WriteAsync("404 page not found\n", http.RequestAborted);
    }
}
