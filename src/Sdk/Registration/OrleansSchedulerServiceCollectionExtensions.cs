using OrleansScheduler.Sdk;
using OrleansScheduler.Sdk.Registration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds clients of clusters to a service collection.</summary>
public static class OrleansSchedulerServiceCollectionExtensions
{
    /// <summary>Adds an <see cref="OrleansSchedulerClient"/> for the cluster of the settings.</summary>
    public static IServiceCollection AddOrleansScheduler(
        this IServiceCollection services, Action<OrleansSchedulerClientSettings>? configureSettings = null) =>
        services.AddOrleansScheduler(Options.Options.DefaultName, configureSettings);

    /// <summary>Adds an <see cref="OrleansSchedulerClient"/> for the cluster that the connection name stands for.</summary>
    public static IServiceCollection AddOrleansScheduler(
        this IServiceCollection services,
        string connectionName,
        Action<OrleansSchedulerClientSettings>? configureSettings = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(connectionName);
        var client = new ClientRegistration(connectionName);
        client.AddTo(services, configureSettings);
        services.AddSingleton(client.Create);
        return services;
    }

    /// <summary>Adds an <see cref="OrleansSchedulerClient"/> that is asked for by its name.</summary>
    public static IServiceCollection AddKeyedOrleansScheduler(
        this IServiceCollection services, string name, Action<OrleansSchedulerClientSettings>? configureSettings = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var client = new ClientRegistration(name);
        client.AddTo(services, configureSettings);
        services.AddKeyedSingleton(name, (provider, _) => client.Create(provider));
        return services;
    }
}
