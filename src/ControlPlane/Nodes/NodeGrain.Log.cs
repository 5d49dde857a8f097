using Microsoft.Extensions.Logging;

namespace OrleansScheduler.ControlPlane.Nodes;

internal sealed partial class NodeGrain
{
    [LoggerMessage(LogLevel.Warning, "Node {Node} could not be looked after, trying again")]
    private static partial void LogNotKept(ILogger logger, string node, Exception exception);
}
