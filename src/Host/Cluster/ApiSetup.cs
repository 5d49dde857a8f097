using OrleansScheduler.ApiServer;
using OrleansScheduler.ApiServer.Health;
using OrleansScheduler.ApiServer.PodLogs;
using OrleansScheduler.Host.Pki;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Admission;

namespace OrleansScheduler.Host.Cluster;

/// <summary>The API server's share of a cluster process.</summary>
internal static class ApiSetup
{
    public static void AddApi(
        this WebApplicationBuilder builder, ClusterSettings settings, ClusterCertificates certificates)
    {
        builder.Services.AddResources();
        builder.Services.Configure<AdmissionOptions>(options => settings.DisabledAdmissionPlugins
            .ToList().ForEach(options.DisabledPlugins.Add));
        builder.Services.AddHostedService<Bootstrap>();
        builder.Services.AddSingleton<IReadinessCheck, StoreReadiness>();
        builder.Services.Configure<KubeletClientOptions>(options =>
            options.ClientCertificate = certificates.KubeletClient);
        builder.Services.AddApiServer();
    }
}
