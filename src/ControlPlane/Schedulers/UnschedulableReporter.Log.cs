using Microsoft.Extensions.Logging;
using OrleansScheduler.Resources;

namespace OrleansScheduler.ControlPlane.Schedulers;

internal sealed partial class UnschedulableReporter
{
    [LoggerMessage(LogLevel.Information, "The condition of pod {Pod} could not be written")]
    private static partial void LogNotReported(ILogger logger, ObjectKey pod, Exception exception);
}
