using Microsoft.AspNetCore.Http;
using OrleansScheduler.ApiServer.Requests;

namespace OrleansScheduler.ApiServer.Authorization;

/// <summary>Lets through what the authorizer allows and answers 403 to the rest.</summary>
internal sealed class AuthorizationMiddleware(RequestDelegate next, IAuthorizer authorizer)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var context = ApiContext.Of(http);
        var access = new AccessAttributes(context.User, context.Info);
        if (!await authorizer.IsAllowedAsync(access, http.RequestAborted))
        {
            throw Forbidden.For(access);
        }

        await next(http);
    }
}
