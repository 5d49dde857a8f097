using System.Net;
using System.Security.Cryptography;
using System.Text;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace OrleansScheduler.Dashboard.Sessions;

/// <summary>Exchanges a token, or an invitation, for a login cookie. A token counts only if the API server takes it.</summary>
internal static class LoginRoutes
{
    public static void MapSessions(this WebApplication application)
    {
        application.MapPost("/login/token", LogInAsync).AllowAnonymous();
        application.MapGet("/login/invitation", AcceptInvitationAsync).AllowAnonymous();
        application.MapPost("/logout", (Delegate)LogOutAsync);
    }

    private static Task<IResult> LogInAsync(
        HttpContext context, ClusterConnector cluster, [FromForm] string? token, [FromForm] string? returnUrl) =>
        SignInAsync(context, cluster, token?.Trim() ?? "", returnUrl);

    private static Task<IResult> AcceptInvitationAsync(
        HttpContext context, ClusterConnector cluster, DashboardOptions options, string? code) =>
        options.Invitation is { } invitation && Equal(code, invitation.Code)
            ? SignInAsync(context, cluster, invitation.Token, null)
            : Task.FromResult(Results.LocalRedirect("/login?failure=invitation"));

    private static async Task<IResult> LogOutAsync(HttpContext context)
    {
        await context.SignOutAsync();
        return Results.LocalRedirect("/login");
    }

    private static async Task<IResult> SignInAsync(
        HttpContext context, ClusterConnector cluster, string token, string? returnUrl)
    {
        var (user, failure) = await WhoIsAsync(cluster, token, context.RequestAborted);
        if (user is null)
        {
            return Results.LocalRedirect($"/login?failure={failure}{ReturnQuery(returnUrl)}");
        }

        await context.SignInAsync(TokenClaim.PrincipalOf(user, token));
        return Results.LocalRedirect(LocalOr(returnUrl, "/"));
    }

    private static async Task<(string? User, string Failure)> WhoIsAsync(
        ClusterConnector cluster, string token, CancellationToken cancellationToken)
    {
        if (token.Length == 0 || token.Any(c => c is <= ' ' or > '~'))
        {
            return (null, "token");
        }

        try
        {
            using var client = cluster.Connect(token);
            var review = await client.Kubernetes.AuthenticationV1.CreateSelfSubjectReviewAsync(
                new V1SelfSubjectReview(), cancellationToken: cancellationToken);
            return (review.Status?.UserInfo?.Username, "token");
        }
        catch (HttpOperationException refused) when (refused.Response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            return (null, "token");
        }
        catch (HttpRequestException)
        {
            return (null, "unreachable");
        }
    }

    private static bool Equal(string? given, string expected) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(given ?? ""), Encoding.UTF8.GetBytes(expected));

    private static string ReturnQuery(string? returnUrl) =>
        string.IsNullOrEmpty(returnUrl) ? "" : $"&returnUrl={Uri.EscapeDataString(returnUrl)}";

    private static string LocalOr(string? url, string otherwise) =>
        url is ['/', not ('/' or '\\'), ..] ? url : otherwise;
}
