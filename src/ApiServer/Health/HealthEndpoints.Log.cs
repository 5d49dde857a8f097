using Microsoft.Extensions.Logging;

namespace OrleansScheduler.ApiServer.Health;

internal sealed partial class HealthEndpoints
{
    [LoggerMessage(LogLevel.Warning, "{Endpoint} check {Check} failed: {Problem}")]
    private partial void LogUnhealthy(string endpoint, string check, string problem);
}
