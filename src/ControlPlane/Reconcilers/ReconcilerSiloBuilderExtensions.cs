using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansScheduler.ControlPlane.Reconcilers.Jobs;
using OrleansScheduler.ControlPlane.Streams;

namespace OrleansScheduler.ControlPlane.Reconcilers;

/// <summary>Adds the controllers to a silo.</summary>
public static class ReconcilerSiloBuilderExtensions
{
    /// <summary>
    /// The revision log's streams, the resync and every controller of <see cref="Controllers"/> that
    /// <paramref name="selection"/> includes. The silo needs an <c>IResourceStore</c> and an <c>IResourceRegistry</c>.
    /// </summary>
    public static ISiloBuilder AddReconcilers(this ISiloBuilder silo, ControllerSelection selection)
    {
        silo.AddRevisionLogStreamProvider(new RevisionLogStreamOptions());
        silo.Services.AddOptions<ReconcilerOptions>();
        silo.Services.TryAddSingleton(TimeProvider.System);
        silo.Services.AddSingleton(selection);
        silo.Services.AddSingleton<ActiveControllers>();
        silo.Services.AddSingleton<RevisionLogFeed>();
        silo.Services.AddSingleton<ResyncService>();
        silo.Services.AddSingleton<ReconcilerParts>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, ReconcilerService>();
        silo.Services.AddTransient<JobReconciler>();
        foreach (var controller in Controllers.All)
        {
            silo.Services.AddSingleton(controller);
        }

        return silo;
    }
}
