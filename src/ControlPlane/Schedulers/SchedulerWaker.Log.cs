using Microsoft.Extensions.Logging;

namespace OrleansScheduler.ControlPlane.Schedulers;

internal sealed partial class SchedulerWaker
{
    [LoggerMessage(LogLevel.Warning, "Scheduler {Scheduler} could not be reached")]
    private static partial void LogNotWoken(ILogger logger, string scheduler, Exception exception);
}
