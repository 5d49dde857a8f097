using Microsoft.Extensions.Logging;

namespace OrleansScheduler.Storage.Ring;

internal static partial class RingLogLog
{
    [LoggerMessage(LogLevel.Warning, "Moving records of {Log} out of its ring failed; it is tried again when room is needed")]
    public static partial void ArchivingFailed(ILogger logger, Exception exception, string log);

    [LoggerMessage(LogLevel.Warning, "Unneeded blocks of {Log} could not be removed; it is tried again later")]
    public static partial void RemovalFailed(ILogger logger, Exception exception, string log);
}
