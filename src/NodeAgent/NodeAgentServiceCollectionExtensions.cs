using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansScheduler.NodeAgent;

/// <summary>Adds node agents to a host.</summary>
public static class NodeAgentServiceCollectionExtensions
{
    /// <summary>Adds one agent; call it once per node, each with its own name and data directory.</summary>
    public static IServiceCollection AddNodeAgent(this IServiceCollection services, Action<NodeAgentOptions> configure)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IHostedService>(provider =>
        {
            var options = new NodeAgentOptions();
            configure(options);
            options.Validate();
            return new NodeAgentService(
                options, provider.GetRequiredService<ILoggerFactory>(), provider.GetRequiredService<TimeProvider>());
        });
        return services;
    }
}
