using Orleans.Configuration;
using OrleansScheduler.ControlPlane.Events;
using OrleansScheduler.ControlPlane.Nodes;
using OrleansScheduler.ControlPlane.Reconcilers;
using OrleansScheduler.ControlPlane.Reconcilers.Namespaces;
using OrleansScheduler.ControlPlane.Schedulers;
using OrleansScheduler.ControlPlane.Store;
using OrleansScheduler.ControlPlane.Streams;
using OrleansScheduler.Host.Commands;
using OrleansScheduler.Host.Pki;

namespace OrleansScheduler.Host.Cluster;

/// <summary>The silo's share of a cluster process: one silo, alone over SQLite or joined to others over a shared storage.</summary>
internal static class SiloSetup
{
    public static void AddSilo(
        this WebApplicationBuilder builder, ClusterSettings settings, ClusterCertificates certificates)
    {
        var configuration = builder.Configuration;
        var controllers = SelectControllers(settings.Controllers);
        builder.UseOrleans(silo => silo
            .UseStorage(settings.DataDirectory, configuration)
            .Configure<ClusterOptions>(configuration.GetSection("Orleans"))
            .Configure<NodeOptions>(configuration.GetSection("Nodes"))
            .Configure<SchedulerOptions>(configuration.GetSection("Scheduler"))
            .Configure<ReconcilerOptions>(configuration.GetSection("Reconcilers"))
            .Configure<RootCaOptions>(options => options.Certificate = certificates.CaPem)
            .Configure<RevisionLogStreamOptions>(configuration.GetSection("Streams"))
            .Configure<EventRecorderOptions>(configuration.GetSection("Events"))
            .AddResourceStore(configuration.GetSection("Store").Bind)
            .AddReconcilers(controllers)
            .AddScheduling());
    }

    private static ControllerSelection SelectControllers(string list)
    {
        try
        {
            return ControllerSelection.Parse(list, Controllers.All);
        }
        catch (FormatException unknown)
        {
            throw new CommandException($"--controllers: {unknown.Message}", unknown);
        }
    }
}
