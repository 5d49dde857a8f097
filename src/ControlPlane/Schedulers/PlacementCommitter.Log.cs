using Microsoft.Extensions.Logging;
using OrleansScheduler.Resources;

namespace OrleansScheduler.ControlPlane.Schedulers;

internal sealed partial class PlacementCommitter
{
    [LoggerMessage(LogLevel.Debug, "Node {Node} refused pod {Pod}: {Refusal}")]
    private static partial void LogRefused(ILogger logger, string node, ObjectKey pod, string refusal);

    [LoggerMessage(LogLevel.Warning, "Node {Node} did not answer")]
    private static partial void LogNoAnswer(ILogger logger, string node, Exception exception);

    [LoggerMessage(LogLevel.Warning, "The store did not take {Count} bindings")]
    private static partial void LogNotBound(ILogger logger, int count, Exception exception);
}
