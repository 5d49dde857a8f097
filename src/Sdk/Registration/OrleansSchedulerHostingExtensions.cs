using Microsoft.Extensions.DependencyInjection;
using OrleansScheduler.Sdk;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds clients of clusters to an application.</summary>
public static class OrleansSchedulerHostingExtensions
{
    /// <summary>
    /// Adds an <see cref="OrleansSchedulerClient"/>, with its health check, traces and metrics, for the cluster that
    /// <c>ConnectionStrings:{connectionName}</c> or <c>Aspire:OrleansScheduler</c> names.
    /// </summary>
    public static IHostApplicationBuilder AddOrleansScheduler(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<OrleansSchedulerClientSettings>? configureSettings = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOrleansScheduler(connectionName, configureSettings);
        return builder;
    }

    /// <summary>The same as a keyed service, for applications with several clusters.</summary>
    public static IHostApplicationBuilder AddKeyedOrleansScheduler(
        this IHostApplicationBuilder builder,
        string name,
        Action<OrleansSchedulerClientSettings>? configureSettings = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddKeyedOrleansScheduler(name, configureSettings);
        return builder;
    }
}
