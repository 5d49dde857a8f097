using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using OrleansScheduler.Host.Commands;
using OrleansScheduler.Host.Dashboards;
using OrleansScheduler.Host.Kubeconfigs;
using OrleansScheduler.Host.Pki;
using OrleansScheduler.Host.Tokens;

namespace OrleansScheduler.Host.Cluster;

/// <summary>A running cluster in this process: silo, API server, and as many node agents as were asked for.</summary>
internal sealed class ClusterProcess : IAsyncDisposable
{
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromDays(365);

    private readonly WebApplication _application;
    private readonly List<AgentProcess> _agents = [];

    private ClusterProcess(WebApplication application, Uri url)
    {
        _application = application;
        Url = url;
    }

    public Uri Url { get; }

    /// <summary>Where a browser finds the dashboard, logged in already if that was asked for; null for none.</summary>
    public Uri? Dashboard => _application.Services.GetRequiredService<DashboardListener>().Link;

    public static async Task<ClusterProcess> StartAsync(
        ClusterSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        PrivateFile.CreateDirectory(settings.DataDirectory);
        var (certificates, tokens) = await ClusterPki.OpenAsync(
            settings.PkiDirectory,
            DataDirectories.Pki(settings.DataDirectory),
            AdvertisedAddress.Names(settings),
            time,
            cancellationToken);
        var application = ClusterApplication.Build(settings, certificates, tokens, time);
        await StartAsync(application, settings, cancellationToken);
        var cluster = new ClusterProcess(application, UrlOf(application, settings));
        application.Services.GetRequiredService<DashboardListener>().Open(application, cluster.Url);
        try
        {
            await cluster.OpenToClientsAsync(settings, certificates, tokens, cancellationToken);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends when the user stops the command, or when the cluster stops by itself.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        var lifetime = _application.Lifetime;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await Task.Delay(Timeout.InfiniteTimeSpan, either.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_agents.Select(agent => agent.DisposeAsync().AsTask()));
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    private static async Task StartAsync(
        WebApplication application, ClusterSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            await application.StartAsync(cancellationToken);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            await application.DisposeAsync();
            throw new CommandException(
                $"Port {settings.Port} is in use: stop what listens there, or choose another with --port.", taken);
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }
    }

    private static Uri UrlOf(WebApplication application, ClusterSettings settings)
    {
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()
            ?? throw new InvalidOperationException("The server tells no addresses.");
        return BoundAddress.Of(addresses.Addresses.First(), settings.BindAddress);
    }

    private async Task OpenToClientsAsync(
        ClusterSettings settings,
        ClusterCertificates certificates,
        TokenIssuer tokens,
        CancellationToken cancellationToken)
    {
        var url = Url.GetLeftPart(UriPartial.Authority);
        var data = settings.DataDirectory;
        await File.WriteAllTextAsync(DataDirectories.Endpoint(data), url + "\n", cancellationToken);
        await File.WriteAllTextAsync(
            DataDirectories.Advertised(data), AdvertisedAddress.Url(settings, Url.Port).GetLeftPart(UriPartial.Authority) + "\n", cancellationToken);
        for (var i = 1; i <= settings.Nodes; i++)
        {
            var name = $"node-{i}";
            var kubeconfig = Path.Combine(DataDirectories.Node(data, name), "kubeconfig");
            var token = tokens.Issue(ClusterIdentities.Node(name), TokenLifetime);
            KubeconfigFile.Write(kubeconfig, url, certificates.CaPem, token);
            var agent = new AgentSettings
            {
                NodeName = name,
                DataDirectory = DataDirectories.Node(data, name),
                KubeconfigPath = kubeconfig,
                EndPodsOnStop = settings.EndPodsOnStop,
                LogToConsole = settings.LogToConsole,
            };
            _agents.Add(await AgentProcess.StartAsync(agent, cancellationToken));
        }

        var administrator = tokens.Issue(ClusterIdentities.Administrator, TokenLifetime);
        KubeconfigFile.Write(settings.KubeconfigPath, url, certificates.CaPem, administrator);
    }
}
