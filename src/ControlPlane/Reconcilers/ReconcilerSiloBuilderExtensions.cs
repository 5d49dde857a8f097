using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrleansScheduler.ControlPlane.Events;
using OrleansScheduler.ControlPlane.Reconcilers.Finished;
using OrleansScheduler.ControlPlane.Reconcilers.GarbageCollection;
using OrleansScheduler.ControlPlane.Reconcilers.Jobs;
using OrleansScheduler.ControlPlane.Reconcilers.Namespaces;
using OrleansScheduler.ControlPlane.Reconcilers.NodeTtl;
using OrleansScheduler.ControlPlane.Reconcilers.Sweeps;
using OrleansScheduler.ControlPlane.Streams;

namespace OrleansScheduler.ControlPlane.Reconcilers;

/// <summary>Adds the controllers to a silo.</summary>
public static class ReconcilerSiloBuilderExtensions
{
    /// <summary>
    /// The revision log's streams, the resync, the event recorder, and every controller that
    /// <paramref name="selection"/> includes. The silo needs an <c>IResourceStore</c> and an <c>IResourceRegistry</c>;
    /// the certificate to publish is <see cref="RootCaOptions"/>. The pace is <see cref="ReconcilerOptions"/>,
    /// <see cref="EventRecorderOptions"/> and <see cref="RevisionLogStreamOptions"/>, configured as any options.
    /// </summary>
    public static ISiloBuilder AddReconcilers(this ISiloBuilder silo, ControllerSelection selection)
    {
        silo.AddRevisionLogStreamProvider();
        silo.Services.TryAddSingleton(TimeProvider.System);
        AddMachinery(silo.Services, selection);
        AddEvents(silo.Services);
        AddControllers(silo.Services);
        return silo;
    }

    private static void AddMachinery(IServiceCollection services, ControllerSelection selection)
    {
        services.AddOptions<ReconcilerOptions>().ValidateOnStart();
        services.AddSingleton<IValidateOptions<ReconcilerOptions>, ReconcilerOptionsValidation>();
        services.AddSingleton(selection);
        services.AddSingleton<ActiveControllers>();
        services.AddSingleton<RevisionLogFeed>();
        services.AddSingleton<ResyncService>();
        services.AddSingleton<ReconcilerParts>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, ReconcilerService>();
    }

    private static void AddEvents(IServiceCollection services)
    {
        services.AddOptions<EventRecorderOptions>().ValidateOnStart();
        services.AddSingleton<IValidateOptions<EventRecorderOptions>, EventRecorderOptionsValidation>();
        services.AddSingleton<EventRecorder>();
        services.TryAddSingleton<IEventRecorder>(provider => provider.GetRequiredService<EventRecorder>());
    }

    private static void AddControllers(IServiceCollection services)
    {
        services.AddOptions<RootCaOptions>();
        services.AddTransient<EventTtlReconciler>();
        services.AddTransient<GarbageReconciler>();
        services.AddTransient<JobOrphanReconciler>();
        services.AddTransient<JobReconciler>();
        services.AddTransient<NamespaceReconciler>();
        services.AddTransient<NodeTtlReconciler>();
        services.AddTransient<PodGcReconciler>();
        services.AddTransient<RootCaReconciler>();
        services.AddTransient<ServiceAccountReconciler>();
        services.AddTransient<TtlReconciler>();
        foreach (var controller in Controllers.All)
        {
            services.AddSingleton(controller);
        }
    }
}
