using Microsoft.Extensions.Logging;
using OrleansScheduler.Resources;

namespace OrleansScheduler.ControlPlane.Watching;

internal sealed partial class ResourceFollower
{
    [LoggerMessage(LogLevel.Information, "Watch of {ResourceType} broke, listing again")]
    private static partial void LogBroken(ILogger logger, string resourceType, Exception exception);

    [LoggerMessage(LogLevel.Error, "Change of {ResourceType} {Key} was not understood")]
    private static partial void LogNotApplied(ILogger logger, string resourceType, ObjectKey key, Exception exception);
}
