using Microsoft.Extensions.Logging;

namespace OrleansScheduler.ControlPlane.Reconcilers;

internal sealed partial class ResyncService
{
    [LoggerMessage(LogLevel.Warning, "{Controller} {Key} could not be signalled; the next resync tries again")]
    private static partial void LogUnreachable(ILogger logger, string controller, string key, Exception exception);

    [LoggerMessage(LogLevel.Warning, "The resync of {ResourceType} could not be finished and is repeated")]
    private static partial void LogSkipped(ILogger logger, string resourceType, Exception exception);
}
