using System.Globalization;
using OrleansScheduler.Host.Cluster;
using Serilog;
using Serilog.Events;

namespace OrleansScheduler.Host.Logging;

/// <summary>Serilog as every process of ours uses it: daily files always, the console where it is asked for.</summary>
internal static class HostLogging
{
    private const string Template =
        "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}";

    private const int KeptFiles = 7;
    private const long FileSizeLimit = 64L << 20;

    /// <summary>Levels come from the <c>Serilog</c> section of the settings.</summary>
    public static void AddHostLogging(this IHostApplicationBuilder builder, string dataDirectory, bool toConsole)
    {
        builder.Logging.ClearProviders();
        builder.Services.AddSerilog(configuration =>
        {
            configuration
                .MinimumLevel.Information()
                .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
                .MinimumLevel.Override("Orleans", LogEventLevel.Warning)
                .MinimumLevel.Override("Polly", LogEventLevel.Warning)
                .MinimumLevel.Override("System", LogEventLevel.Warning)
                .ReadFrom.Configuration(builder.Configuration)
                .WriteTo.File(
                    Path.Combine(DataDirectories.Logs(dataDirectory), "orleans-scheduler-.log"),
                    outputTemplate: Template,
                    formatProvider: CultureInfo.InvariantCulture,
                    rollingInterval: RollingInterval.Day,
                    rollOnFileSizeLimit: true,
                    fileSizeLimitBytes: FileSizeLimit,
                    retainedFileCountLimit: KeptFiles);
            if (toConsole)
            {
                configuration.WriteTo.Console(
                    outputTemplate: Template, formatProvider: CultureInfo.InvariantCulture);
            }
        });
    }
}
