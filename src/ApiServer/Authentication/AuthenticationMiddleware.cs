using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using OrleansScheduler.ApiServer.Requests;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ApiServer.Authentication;

/// <summary>
/// Client certificate, then bearer token, else anonymous. A wrong token is refused rather than taken for nobody.
/// </summary>
internal sealed class AuthenticationMiddleware(RequestDelegate next, TokenAuthentication tokens)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var context = ApiContext.Of(http);
        if (FromCertificate(http.Connection.ClientCertificate) is { } holder)
        {
            context.User = holder;
        }
        else if (BearerToken(http.Request) is { } token)
        {
            context.User = await tokens.AuthenticateAsync(token, http.RequestAborted)
                ?? throw StatusErrors.Unauthorized();
        }

        await next(http);
    }

    // Kestrel has verified the certificate against the cluster's authority before it comes here.
    private static UserIdentity? FromCertificate(X509Certificate2? certificate)
    {
        if (certificate is null)
        {
            return null;
        }

        var names = certificate.SubjectName.EnumerateRelativeDistinguishedNames().ToArray();
        var name = names.FirstOrDefault(n => n.GetSingleElementType().FriendlyName == "CN")?.GetSingleElementValue();
        var groups = names
            .Where(n => n.GetSingleElementType().FriendlyName == "O")
            .Select(n => n.GetSingleElementValue() ?? "");
        return string.IsNullOrEmpty(name) ? null : UserGroups.Authenticated(new UserIdentity(name, [.. groups]));
    }

    private static string? BearerToken(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        var token = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : "";
        return token.Length > 0 ? token : null;
    }
}
