using Orleans.Configuration;
using OrleansScheduler.ControlPlane.Reconcilers;
using OrleansScheduler.Host.Commands;
using OrleansScheduler.Host.Pki;

namespace OrleansScheduler.Host.Cluster;

/// <summary>The silo's share of a cluster process: one silo, reachable from this machine only, over SQLite.</summary>
internal static class SiloSetup
{
    public static void AddSilo(
        this WebApplicationBuilder builder, ClusterSettings settings, ClusterCertificates certificates)
    {
        var controllers = SelectControllers(settings.Controllers);
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(siloPort: FreePort.Find(), gatewayPort: 0)
            .Configure<ClusterOptions>(builder.Configuration.GetSection("Orleans"))
            .AddReconcilers(controllers));
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
