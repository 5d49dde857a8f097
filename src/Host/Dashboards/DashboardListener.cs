using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.WebUtilities;
using OrleansScheduler.Dashboard;
using OrleansScheduler.Host.Cluster;
using OrleansScheduler.Host.Pki;
using OrleansScheduler.Host.Tokens;

namespace OrleansScheduler.Host.Dashboards;

/// <summary>The dashboard's own port on the silo's server. It calls the API like any client, over the network and with a token.</summary>
internal sealed class DashboardListener(ClusterSettings settings, ClusterCertificates certificates, TokenIssuer tokens)
    : IAsyncDisposable
{
    private const int CodeBytes = 16;
    private static readonly TimeSpan InvitedTokenLifetime = TimeSpan.FromDays(1);

    private DashboardEndpoint? _endpoint;

    /// <summary>Where a browser finds it; null until <see cref="Open"/>, and where there is none.</summary>
    public Uri? Link { get; private set; }

    public static void Listen(KestrelServerOptions kestrel, IPEndPoint endpoint, ClusterCertificates certificates) =>
        kestrel.Listen(endpoint, listener =>
        {
            listener.Use(next => connection =>
            {
                connection.Items[typeof(DashboardListener)] = true;
                return next(connection);
            });
            if (!IPAddress.IsLoopback(endpoint.Address))
            {
                listener.UseHttps(certificates.Server);
            }
        });

    /// <summary>Whether the request came in through the dashboard's port.</summary>
    public static bool Owns(HttpContext context) =>
        context.Features.Get<IConnectionItemsFeature>()?.Items
            .ContainsKey(typeof(DashboardListener)) == true;

    public Task HandleAsync(HttpContext context)
    {
        if (_endpoint is { } endpoint)
        {
            return endpoint.HandleAsync(context);
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    }

    /// <summary>Begins to answer, once the API has an address.</summary>
    public void Open(WebApplication application, Uri api)
    {
        if (settings.Dashboard is not { } listening)
        {
            return;
        }

        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()
            ?? throw new InvalidOperationException("The server tells no addresses.");
        var invitation = settings.InviteToDashboard
            ? new DashboardInvitation(
                WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(CodeBytes)),
                tokens.Issue(ClusterIdentities.Administrator, InvitedTokenLifetime))
            : null;
        var root = BoundAddress.Of(addresses.Addresses.Last(), listening.Address);
        Link = invitation is null ? root : new Uri(root, $"login/invitation?code={invitation.Code}");
        var keys = DataDirectories.DashboardKeys(settings.PkiDirectory);
        PrivateFile.CreateDirectory(keys);
        _endpoint = new DashboardEndpoint(new DashboardOptions
        {
            Server = api,
            ServerAuthorities = [certificates.Ca],
            KeyDirectory = keys,
            ApplicationName = typeof(DashboardListener).Assembly.GetName().Name ?? "orleans-scheduler",
            Invitation = invitation,
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_endpoint is { } endpoint)
        {
            await endpoint.DisposeAsync();
        }
    }
}
