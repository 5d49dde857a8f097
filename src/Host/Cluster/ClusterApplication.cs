using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using OrleansScheduler.ApiServer;
using OrleansScheduler.Host.Dashboards;
using OrleansScheduler.Host.Joining;
using OrleansScheduler.Host.Logging;
using OrleansScheduler.Host.Metrics;
using OrleansScheduler.Host.Pki;
using OrleansScheduler.Host.Tokens;

namespace OrleansScheduler.Host.Cluster;

/// <summary>Puts silo and API server together.</summary>
internal static class ClusterApplication
{
    private const int StreamsPerConnection = 250;

    public static WebApplication Build(
        ClusterSettings settings, ClusterCertificates certificates, TokenIssuer tokens, TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddSettings(settings.Configuration, settings.Overrides);
        builder.AddHostLogging(settings.DataDirectory, settings.LogToConsole);
        builder.Services.AddSingleton<IHostLifetime, CommandLifetime>();
        builder.Services.AddSingleton(time);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, settings, certificates));
        builder.AddSilo(settings, certificates);
        builder.Services.AddTokens(tokens);
        builder.AddApi(settings, certificates);
        builder.AddClusterMetrics();
        builder.Services.AddSingleton(_ => new DashboardListener(settings, certificates, tokens));
        var application = builder.Build();
        application.UseDashboard();
        application.MapKubernetesApi();
        application.MapMetrics();
        application.MapJoining(certificates);
        return application;
    }

    private static void Listen(
        KestrelServerOptions kestrel, ClusterSettings settings, ClusterCertificates certificates)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.Http2.MaxStreamsPerConnection = StreamsPerConnection;
        kestrel.Listen(settings.BindAddress, settings.Port, listener => listener.UseHttps(https =>
        {
            https.ServerCertificate = certificates.Server;
            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            https.ClientCertificateValidation = (certificate, _, _) => IsIssuedBy(certificates.Ca, certificate);
        }));
        if (settings.Dashboard is { } dashboard)
        {
            DashboardListener.Listen(kestrel, dashboard, certificates);
        }
    }

    private static bool IsIssuedBy(X509Certificate2 ca, X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(ca);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }
}
