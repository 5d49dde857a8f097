using System.Security.Cryptography.X509Certificates;
using k8s;
using OrleansScheduler.Host.Logging;
using OrleansScheduler.NodeAgent;

namespace OrleansScheduler.Host.Cluster;

/// <summary>A running node agent, perhaps in the process of the cluster but an ordinary client of its API.</summary>
internal sealed class AgentProcess : IAsyncDisposable
{
    private readonly IHost _host;

    private AgentProcess(IHost host) => _host = host;

    public static async Task<AgentProcess> StartAsync(AgentSettings settings, CancellationToken cancellationToken)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.AddHostLogging(settings.DataDirectory, settings.LogToConsole);
        builder.Services.AddSingleton<IHostLifetime, CommandLifetime>();
        builder.Services.AddNodeAgent(options =>
        {
            options.NodeName = settings.NodeName;
            options.Address = settings.Address;
            options.ProcessMode = settings.Processes;
            options.DataDirectory = settings.DataDirectory;
            options.EndPodsOnStop = settings.EndPodsOnStop;
            options.Client = () => KubernetesClientConfiguration.BuildConfigFromConfigFile(settings.KubeconfigPath);
            options.ClientCertificateAuthority = () => AuthorityOf(settings.KubeconfigPath);
        });
        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        return new AgentProcess(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    // The CA that vouches for the API server vouches for the client certificate it shows, too.
    private static X509Certificate2? AuthorityOf(string kubeconfig) =>
        KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig).SslCaCerts?.FirstOrDefault();
}
