using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace OrleansScheduler.Dashboard.Sessions;

/// <summary>The API token inside the encrypted login cookie.</summary>
internal static class TokenClaim
{
    private const string Type = "orleans-scheduler/token";

    public static ClaimsPrincipal PrincipalOf(string user, string token) => new(new ClaimsIdentity(
        [new(ClaimTypes.Name, user), new(Type, token)], CookieAuthenticationDefaults.AuthenticationScheme));

    public static string? TokenOf(ClaimsPrincipal principal) => principal.FindFirstValue(Type);
}
