using Microsoft.Extensions.Logging;

namespace OrleansScheduler.ControlPlane.Schedulers;

internal sealed partial class SchedulerGrain
{
    [LoggerMessage(LogLevel.Error, "A cycle of scheduler {Scheduler} failed")]
    private static partial void LogCycleFailed(ILogger logger, string scheduler, Exception exception);
}
