using Microsoft.Extensions.Logging;

namespace OrleansScheduler.ControlPlane.Events;

internal sealed partial class EventRecorder
{
    [LoggerMessage(LogLevel.Debug, "Event {Reason} about {Name} is lost: {Problem}")]
    private static partial void LogLost(ILogger logger, string reason, string name, string problem);
}
