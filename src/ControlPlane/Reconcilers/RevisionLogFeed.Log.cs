using Microsoft.Extensions.Logging;

namespace OrleansScheduler.ControlPlane.Reconcilers;

internal sealed partial class RevisionLogFeed
{
    [LoggerMessage(LogLevel.Warning, "The watch of {ResourceType} broke; opening it again and signalling every key")]
    private static partial void LogBroken(ILogger logger, string resourceType, Exception exception);
}
