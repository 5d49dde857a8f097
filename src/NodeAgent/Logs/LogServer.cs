using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using OrleansScheduler.NodeAgent.Pods;

namespace OrleansScheduler.NodeAgent.Logs;

/// <summary>
/// Serves container logs to the API server. Its certificate is its own and made at every start; who calls checks it against the hash the
/// Node carries. Who is answered must show a client certificate of the cluster's CA with the API server's name.
/// </summary>
internal sealed class LogServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly X509Certificate2 certificate;

    private LogServer(WebApplication application, X509Certificate2 certificate)
    {
        this.application = application;
        this.certificate = certificate;
    }

    public int Port { get; private set; }

    public string CertificateSha256 => Convert.ToHexStringLower(SHA256.HashData(certificate.RawData));

    /// <summary>Knows the pods; nothing is served before it is set.</summary>
    public PodSupervisor? Supervisor { get; set; }

    public static async Task<LogServer> StartAsync(
        NodeAgentOptions options, PodPaths paths, TimeProvider time, CancellationToken cancellationToken)
    {
        var certificate = ServingCertificate.Create(options.NodeName, options.Address, time.GetUtcNow());
        var callers = new CallerCheck(options.ClientCertificateAuthority);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Parse(options.Address), options.Port, listener =>
                listener.UseHttps(new HttpsConnectionAdapterOptions
                {
                    ServerCertificate = certificate,
                    ClientCertificateMode = ClientCertificateMode.RequireCertificate,
                    ClientCertificateValidation = (caller, _, _) => callers.IsApiServer(caller),
                })));
        var application = builder.Build();
        var server = new LogServer(application, certificate);
        var endpoint = new LogEndpoint(() => server.Supervisor, paths, time);
        application.MapGet("/containerLogs/{namespace}/{pod}/{container}", (RequestDelegate)endpoint.AnswerAsync);
        await application.StartAsync(cancellationToken);
        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        server.Port = new Uri(address?.Addresses.First() ?? throw new InvalidOperationException("Kestrel bound no address.")).Port;
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await application.StopAsync();
        await application.DisposeAsync();
        certificate.Dispose();
    }
}
