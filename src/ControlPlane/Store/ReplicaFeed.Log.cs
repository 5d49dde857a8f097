using Microsoft.Extensions.Logging;

namespace OrleansScheduler.ControlPlane.Store;

internal static partial class ReplicaFeedLog
{
    [LoggerMessage(LogLevel.Warning, "The replica of {ResourceType} cannot reach its store; next try in {Pause}")]
    public static partial void PullFailed(ILogger logger, Exception exception, string resourceType, TimeSpan pause);

    [LoggerMessage(LogLevel.Information, "The replica of {ResourceType} reads the state anew: revision {Revision} is gone")]
    public static partial void Relisting(ILogger logger, string resourceType, long revision);
}
