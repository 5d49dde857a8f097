using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansScheduler.Dashboard.Sessions;

/// <summary>Logging in, and what a logged-in user's pages share.</summary>
internal static class SessionServices
{
    public static void AddSessions(this IServiceCollection services, DashboardOptions options)
    {
        services.AddSingleton<ClusterConnector>();
        services.AddScoped<ClusterSession>();
        services.AddCascadingAuthenticationState();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.LoginPath = "/login";
            cookie.ExpireTimeSpan = options.LoginLifetime;
            cookie.SlidingExpiration = true;
            cookie.Cookie.Name = $"orleans-scheduler-{options.Server.Port}"; // browsers share cookies between ports
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }
}
