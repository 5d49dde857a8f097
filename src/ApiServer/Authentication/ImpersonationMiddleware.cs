using Microsoft.AspNetCore.Http;
using OrleansScheduler.ApiServer.Authorization;
using OrleansScheduler.ApiServer.Requests;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ApiServer.Authentication;

/// <summary><c>kubectl --as</c>: acts as another user where the caller may impersonate that user and those groups.</summary>
internal sealed class ImpersonationMiddleware(RequestDelegate next, IAuthorizer authorizer)
{
    private const string UserHeader = "Impersonate-User";
    private const string GroupHeader = "Impersonate-Group";
    private const string ServiceAccountPrefix = "system:serviceaccount:";

    public async Task InvokeAsync(HttpContext http)
    {
        var headers = http.Request.Headers;
        var name = headers[UserHeader].ToString();
        var groups = headers[GroupHeader].OfType<string>().ToArray();
        if (name.Length > 0)
        {
            var context = ApiContext.Of(http);
            await EnsureMayImpersonateAsync(context.User, name, groups, http.RequestAborted);
            context.User = new UserIdentity(name, GroupsOf(name, groups));
        }
        else if (groups.Length > 0 || headers.Keys.Any(key => key.StartsWith("Impersonate-", StringComparison.OrdinalIgnoreCase)))
        {
            throw StatusErrors.InternalError("requested impersonation without impersonating a user");
        }

        await next(http);
    }

    private async Task EnsureMayImpersonateAsync(
        UserIdentity caller, string name, string[] groups, CancellationToken cancellationToken)
    {
        await EnsureAsync(caller, "users", name, cancellationToken);
        foreach (var group in groups)
        {
            await EnsureAsync(caller, "groups", group, cancellationToken);
        }
    }

    private async Task EnsureAsync(
        UserIdentity caller, string resource, string name, CancellationToken cancellationToken)
    {
        var info = new RequestInfo
        {
            Path = "", Verb = "impersonate", IsResource = true, Resource = resource, Name = name, Version = "v1",
        };
        var attributes = new AccessAttributes(caller, info);
        if (!await authorizer.IsAllowedAsync(attributes, cancellationToken))
        {
            throw Forbidden.For(attributes);
        }
    }

    private static string[] GroupsOf(string name, string[] asked)
    {
        string[] implied = name.StartsWith(ServiceAccountPrefix, StringComparison.Ordinal) && asked.Length == 0
            ? ["system:serviceaccounts", "system:serviceaccounts:" + name[ServiceAccountPrefix.Length..].Split(':')[0]]
            : [];
        string[] always = name == ApiContext.Anonymous.Name ? ["system:unauthenticated"] : ["system:authenticated"];
        return [.. asked.Concat(implied).Concat(always).Distinct()];
    }
}
