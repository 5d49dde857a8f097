using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrleansScheduler.ControlPlane.Nodes;
using OrleansScheduler.ControlPlane.Reconcilers;
using OrleansScheduler.ControlPlane.Schedulers.Explanations;
using OrleansScheduler.ControlPlane.Watching;
using OrleansScheduler.Resources.Explanations;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Schedulers;

/// <summary>Adds nodes and schedulers to a silo.</summary>
public static class SchedulingSiloBuilderExtensions
{
    /// <summary>
    /// NodeGrains, SchedulerGrains and what keeps them awake. The silo must have its <c>IResourceStore</c> before,
    /// because heartbeats are taken out of its way here; it also needs <c>IResourceRegistry</c>, <c>IPodBinder</c>
    /// and <c>IEventRecorder</c>.
    /// </summary>
    public static ISiloBuilder AddScheduling(this ISiloBuilder silo)
    {
        var services = silo.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(ControllerSelection.All);
        services.AddOptions<NodeOptions>().ValidateOnStart();
        services.AddOptions<SchedulerOptions>().ValidateOnStart();
        services.AddSingleton<IValidateOptions<NodeOptions>, NodeOptionsValidation>();
        services.AddSingleton<IValidateOptions<SchedulerOptions>, SchedulerOptionsValidation>();
        services.AddSingleton<PodDemands>();
        services.AddSingleton<NodePulses>();
        services.AddSingleton(provider => new EvictionBrake(
            provider.GetRequiredService<IOptions<NodeOptions>>().Value, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<NodeParts>();
        services.AddSingleton<NodeWaker>();
        services.AddMetrics();
        services.AddSingleton<SchedulerMetrics>();
        services.AddSingleton<SchedulerParts>();
        services.AddSingleton<SchedulerWaker>();
        services.AddSingleton<IPodExplainer, SchedulerExplainer>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, SchedulingService>();
        KeepHeartbeatsFromStore(services);
        return silo;
    }

    private static void KeepHeartbeatsFromStore(IServiceCollection services)
    {
        var store = services.LastOrDefault(service => service.ServiceType == typeof(IResourceStore) && !service.IsKeyedService)
            ?? throw new InvalidOperationException("The silo has no resource store yet: add the store before scheduling.");
        services.Remove(store);
        services.AddSingleton<IResourceStore>(provider =>
            new NodeLeaseStore(
                Create(store, provider),
                provider.GetRequiredService<IGrainFactory>(),
                provider.GetRequiredService<NodePulses>()));
    }

    private static IResourceStore Create(ServiceDescriptor store, IServiceProvider provider) => (IResourceStore)(
        store.ImplementationInstance
        ?? store.ImplementationFactory?.Invoke(provider)
        ?? ActivatorUtilities.CreateInstance(provider, store.ImplementationType!));
}
