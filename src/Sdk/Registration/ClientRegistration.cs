using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using OrleansScheduler.Sdk.Configuration;
using OrleansScheduler.Sdk.Diagnostics;
using OrleansScheduler.Sdk.Health;
using OrleansScheduler.Sdk.Http;

namespace OrleansScheduler.Sdk.Registration;

/// <summary>What one named client brings into an application: settings, connections, health check, telemetry.</summary>
internal sealed class ClientRegistration(string name)
{
    private string Label { get; } = name.Length == 0 ? "OrleansScheduler" : $"OrleansScheduler_{name}";

    private string Streams => $"{Label}_streams";

    /// <summary>Adding a name again adds to its settings and nothing else.</summary>
    public void AddTo(IServiceCollection services, Action<OrleansSchedulerClientSettings>? configure)
    {
        if (configure is not null)
        {
            services.Configure(name, configure);
        }

        if (services.Any(service => service.ImplementationInstance is ClientRegistration known && known.Label == Label))
        {
            return;
        }

        services.AddSingleton(this);
        AddSettings(services);
        AddConnections(services);
        AddHealthCheck(services);
        AddTelemetry(services);
    }

    public OrleansSchedulerClient Create(IServiceProvider provider)
    {
        var channels = new FactoryChannels(provider.GetRequiredService<IHttpClientFactory>(), Label, Streams);
        var time = provider.GetService<TimeProvider>() ?? TimeProvider.System;
        return new(ClusterSource.Read(Settings(provider)), channels, time);
    }

    private OrleansSchedulerClientSettings Settings(IServiceProvider provider) =>
        provider.GetRequiredService<IOptionsMonitor<OrleansSchedulerClientSettings>>().Get(name);

    /// <summary>The configuration comes first, so that code has the last word wherever it stands.</summary>
    private void AddSettings(IServiceCollection services)
    {
        services.Insert(0, ServiceDescriptor.Singleton<IConfigureOptions<OrleansSchedulerClientSettings>>(provider =>
            new SettingsBinding(name, provider.GetService<IConfiguration>())));
        services.AddSingleton<IValidateOptions<OrleansSchedulerClientSettings>>(new SettingsValidation(name));
        services.AddOptions<OrleansSchedulerClientSettings>(name).ValidateOnStart();
    }

    private void AddConnections(IServiceCollection services)
    {
        AddConnection(services, Label).AddStandardResilienceHandler(Resilience.Configure);
        AddConnection(services, Streams);
    }

    private IHttpClientBuilder AddConnection(IServiceCollection services, string connection) => services
        .AddHttpClient(connection, http => http.Timeout = Timeout.InfiniteTimeSpan)
        .ConfigurePrimaryHttpMessageHandler(provider => ConnectionHandler.Create(ClusterSource.Read(Settings(provider))));

    /// <summary>Whether there is a check is known only when the settings are, so it is added where the checks are read.</summary>
    private void AddHealthCheck(IServiceCollection services)
    {
        services.AddHealthChecks();
        services.AddOptions<HealthCheckServiceOptions>().Configure<IServiceProvider>((checks, provider) =>
        {
            var settings = Settings(provider);
            if (!settings.DisableHealthChecks)
            {
                checks.Registrations.Add(new HealthCheckRegistration(
                    Label, services => new ClusterHealthCheck(Resolve(services)), null, null, settings.HealthCheckTimeout));
            }
        });
    }

    private OrleansSchedulerClient Resolve(IServiceProvider provider) =>
        provider.GetKeyedService<OrleansSchedulerClient>(name) ?? provider.GetRequiredService<OrleansSchedulerClient>();

    private void AddTelemetry(IServiceCollection services)
    {
        services.ConfigureOpenTelemetryTracerProvider((provider, tracing) =>
        {
            if (!Settings(provider).DisableTracing)
            {
                tracing.AddSource(ClientTelemetry.Name);
            }
        });
        services.ConfigureOpenTelemetryMeterProvider((provider, metrics) =>
        {
            if (!Settings(provider).DisableMetrics)
            {
                metrics.AddMeter(ClientTelemetry.Name);
            }
        });
    }
}
