using Microsoft.Extensions.Logging;

namespace OrleansScheduler.ControlPlane.Reconcilers;

internal sealed partial class ReconcileLoop
{
    [LoggerMessage(LogLevel.Warning, "{Key}: reconcile failed {Failures} times in a row, next try in {Pause}")]
    private static partial void LogFailure(
        ILogger logger, string key, int failures, TimeSpan pause, Exception exception);
}
