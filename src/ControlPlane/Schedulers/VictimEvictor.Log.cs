using Microsoft.Extensions.Logging;
using OrleansScheduler.Resources;

namespace OrleansScheduler.ControlPlane.Schedulers;

internal sealed partial class VictimEvictor
{
    [LoggerMessage(LogLevel.Warning, "Pod {Victim} could not be deleted for pod {Preemptor}")]
    private static partial void LogNotEvicted(ILogger logger, ObjectKey victim, ObjectKey preemptor, Exception exception);
}
