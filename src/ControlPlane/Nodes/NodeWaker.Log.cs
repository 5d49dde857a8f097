using Microsoft.Extensions.Logging;

namespace OrleansScheduler.ControlPlane.Nodes;

internal sealed partial class NodeWaker
{
    [LoggerMessage(LogLevel.Warning, "The grain of node {Node} could not be reached")]
    private static partial void LogNotWoken(ILogger logger, string node, Exception exception);
}
