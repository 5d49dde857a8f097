using Microsoft.Extensions.Logging;

namespace OrleansScheduler.NodeAgent;

internal sealed partial class NodeAgentService
{
    [LoggerMessage(LogLevel.Information, "Node agent {Node} runs; logs are served on port {Port}")]
    private static partial void LogStarted(ILogger logger, string node, int port);

    [LoggerMessage(LogLevel.Warning, "Node agent {Node} goes without: {Missing}")]
    private static partial void LogMissing(ILogger logger, string node, string missing);

    [LoggerMessage(LogLevel.Warning, "Node agent {Node} lost the watch on its pods; starting it again")]
    private static partial void LogWatchFailed(ILogger logger, Exception failure, string node);
}
