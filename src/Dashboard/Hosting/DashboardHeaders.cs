using Microsoft.AspNetCore.Builder;

namespace OrleansScheduler.Dashboard.Hosting;

/// <summary>What every answer says to the browser about framing, sniffing and foreign content.</summary>
internal static class DashboardHeaders
{
    // MudBlazor sets inline styles; scripts are only our own.
    private const string ContentPolicy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'self'";

    public static void UseDashboardHeaders(this WebApplication application) => application.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        return next(context);
    });
}
