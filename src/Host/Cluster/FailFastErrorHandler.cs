namespace OrleansScheduler.Host.Cluster;

/// <summary>Ends the process at once when the cluster has declared its silo dead: it must answer nobody any more.</summary>
internal sealed class FailFastErrorHandler(ILogger<FailFastErrorHandler> logger) : IFatalErrorHandler
{
    public bool IsUnexpected(Exception exception) => exception is not OperationCanceledException;

    public void OnFatalException(object? sender, string? context, Exception? exception)
    {
        FailFastErrorHandlerLog.Fatal(logger, exception, context);
        Environment.FailFast(context, exception);
    }
}
