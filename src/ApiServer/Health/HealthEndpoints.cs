using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using OrleansScheduler.ApiServer.Routing;

namespace OrleansScheduler.ApiServer.Health;

/// <summary>Answers <c>/livez</c>, <c>/readyz</c> and the older <c>/healthz</c>, in whole and check by check.</summary>
internal sealed partial class HealthEndpoints(IEnumerable<IReadinessCheck> checks, ILogger<HealthEndpoints> logger)
{
    private readonly IReadinessCheck[] _checks = [new PingCheck(), .. checks];

    public void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, "livez", check => check.IsLiveness);
        Map(routes, "readyz", _ => true);
        Map(routes, "healthz", check => check.IsLiveness);
    }

    private void Map(IEndpointRouteBuilder routes, string name, Func<IReadinessCheck, bool> includes)
    {
        var included = _checks.Where(includes).ToArray();
        routes.MapGet("/" + name, http => AnswerAsync(http, name, included));
        routes.MapGet(
            $"/{name}/{{check}}",
            (HttpContext http, string check) => included.FirstOrDefault(c => c.Name == check) is { } one
                ? AnswerAsync(http, name, [one])
                : PageNotFound.AnswerAsync(http));
    }

    private async Task AnswerAsync(HttpContext http, string name, IReadOnlyList<IReadinessCheck> included)
    {
        var excluded = http.Request.Query["exclude"].OfType<string>().ToHashSet();
        var lines = new StringBuilder();
        var isHealthy = true;
        foreach (var check in included)
        {
            var problem = excluded.Contains(check.Name) ? null : await check.CheckAsync(http.RequestAborted);
            if (problem is not null)
            {
                isHealthy = false;
                LogUnhealthy(name, check.Name, problem);
            }

            lines.Append(Line(check.Name, problem, excluded.Contains(check.Name)));
        }

        var isVerbose = http.Request.Query.ContainsKey("verbose");
        http.Response.StatusCode = isHealthy ? StatusCodes.Status200OK : StatusCodes.Status500InternalServerError;
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        var text = (isHealthy, isVerbose) switch
        {
            (true, false) => "ok",
            (true, true) => $"{lines}{name} check passed\n",
            _ => $"{lines}{name} check failed\n",
        };
        await http.Response.WriteAsync(text, http.RequestAborted);
    }

    private static string Line(string name, string? problem, bool isExcluded) => (problem, isExcluded) switch
    {
        (_, true) => $"[+]{name} excluded: ok\n",
        (null, _) => $"[+]{name} ok\n",
        _ => $"[-]{name} failed: reason withheld\n",
    };
}
