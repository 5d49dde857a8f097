using OpenTelemetry.Metrics;
using OrleansScheduler.ApiServer.Metrics;
using OrleansScheduler.ControlPlane.Schedulers;
using OrleansScheduler.ControlPlane.Store;

namespace OrleansScheduler.Host.Metrics;

/// <summary>The metrics of a cluster process: <c>/metrics</c> for Prometheus, OTLP where its endpoint is configured.</summary>
internal static class ClusterMetrics
{
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] Meters =
        [ApiServerMeter.Name, StoreMeter.Name, SchedulerMeter.Name, "Microsoft.Orleans", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    public static void AddClusterMetrics(this WebApplicationBuilder builder)
    {
        var prometheus = new PrometheusReader();
        builder.Services.AddSingleton(prometheus);
        builder.Services.AddOpenTelemetry().WithMetrics(metrics =>
        {
            metrics.AddMeter(Meters).AddReader(prometheus.Reader);
            if (builder.Configuration[OtlpEndpoint] is { Length: > 0 })
            {
                metrics.AddOtlpExporter();
            }
        });
    }

    public static void MapMetrics(this WebApplication application) =>
        application.MapGet("/metrics", (PrometheusReader metrics) =>
            Results.Text(metrics.Read(), PrometheusText.ContentType));
}
