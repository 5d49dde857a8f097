using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OrleansScheduler.ApiServer.Authentication;
using OrleansScheduler.ApiServer.Authorization;
using OrleansScheduler.ApiServer.Discovery;
using OrleansScheduler.ApiServer.Errors;
using OrleansScheduler.ApiServer.Health;
using OrleansScheduler.ApiServer.Metrics;
using OrleansScheduler.ApiServer.OpenApi;
using OrleansScheduler.ApiServer.Requests;
using OrleansScheduler.ApiServer.Routing;

namespace OrleansScheduler.ApiServer;

/// <summary>Puts the Kubernetes API into a web application.</summary>
public static class ApiServerEndpoints
{
    /// <summary>Everything under <c>/</c>: what is not the API answers 404. Needs <see cref="ApiServerServices.AddApiServer"/>.</summary>
    public static WebApplication MapKubernetesApi(this WebApplication app)
    {
        app.UseMiddleware<RequestMeasuring>();
        app.UseMiddleware<ErrorBoundary>();
        app.UseMiddleware<RequestParsing>();
        app.UseMiddleware<RequestDeadline>();
        app.UseMiddleware<AuthenticationMiddleware>();
        app.UseMiddleware<ImpersonationMiddleware>();
        app.UseMiddleware<AuthorizationMiddleware>();

        app.Services.GetRequiredService<DiscoveryEndpoints>().Map(app);
        app.Services.GetRequiredService<OpenApiEndpoints>().Map(app);
        app.Services.GetRequiredService<HealthEndpoints>().Map(app);
        app.MapGet("/version", VersionEndpoint.AnswerAsync);

        var resources = app.Services.GetRequiredService<ResourceEndpoint>();
        app.MapFallback("{**path}", http => ApiContext.Of(http).Info.IsResource
            ? resources.InvokeAsync(http)
            : PageNotFound.AnswerAsync(http));
        return app;
    }
}
