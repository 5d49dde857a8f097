using Microsoft.AspNetCore.Http;
using OrleansScheduler.Resources.Registry;

namespace OrleansScheduler.ApiServer.Requests;

/// <summary>What the middleware found out about a request.</summary>
internal sealed class ApiContext(RequestInfo info)
{
    public static readonly UserIdentity Anonymous = new("system:anonymous", ["system:unauthenticated"]);

    public RequestInfo Info { get; } = info;

    public UserIdentity User { get; set; } = Anonymous;

    /// <summary>Texts of the Warning headers, in order and once each.</summary>
    public List<string> Warnings { get; } = [];

    public void Warn(string text)
    {
        if (!Warnings.Contains(text))
        {
            Warnings.Add(text);
        }
    }

    public static ApiContext Of(HttpContext http) =>
        http.Features.Get<ApiContext>() ?? throw new InvalidOperationException("The request was not parsed.");
}
