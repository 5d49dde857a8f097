namespace OrleansScheduler.Host.Cluster;

internal static partial class FailFastErrorHandlerLog
{
    [LoggerMessage(LogLevel.Critical, "The silo cannot go on: {Context}")]
    public static partial void Fatal(ILogger logger, Exception? exception, string? context);
}
