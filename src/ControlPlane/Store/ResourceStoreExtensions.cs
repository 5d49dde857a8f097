using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Store;

/// <summary>Registers the store of a silo.</summary>
public static class ResourceStoreExtensions
{
    /// <summary>
    /// Adds <see cref="IResourceStore"/> over the store grains and this silo's replicas. It needs an
    /// <see cref="Resources.Store.Log.ILogStore"/>, which one of the log stores registers.
    /// </summary>
    public static ISiloBuilder AddResourceStore(this ISiloBuilder builder, Action<ResourceStoreOptions> configure)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IValidateOptions<ResourceStoreOptions>, ResourceStoreOptionsValidator>();
        builder.Services.AddOptions<ResourceStoreOptions>().Configure(configure).ValidateOnStart();
        builder.Services.AddMetrics().AddSingleton<LogMetrics>().AddSingleton<MeasuredLogStore>();
        builder.Services.AddSingleton<ReplicaSet>();
        builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(
            services => services.GetRequiredService<ReplicaSet>());
        builder.Services.AddSingleton(services => new StoreProbe(services.GetRequiredService<ReplicaSet>()));
        builder.Services.AddSingleton<IResourceStore, SiloResourceStore>();
        return builder;
    }
}
