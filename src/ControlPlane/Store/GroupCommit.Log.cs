using Microsoft.Extensions.Logging;

namespace OrleansScheduler.ControlPlane.Store;

internal static partial class GroupCommitLog
{
    [LoggerMessage(LogLevel.Error, "Committing to {Log} failed; the store recovers from its log")]
    public static partial void CommitFailed(ILogger logger, Exception exception, string log);

    [LoggerMessage(LogLevel.Warning, "The outcome of appending record {Sequence} to {Log} is unknown; looking it up")]
    public static partial void OutcomeUnknown(ILogger logger, Exception exception, string log, long sequence);

    [LoggerMessage(LogLevel.Warning, "Taking a snapshot of {Log} failed; it is tried again with the next commit")]
    public static partial void SnapshotFailed(ILogger logger, Exception exception, string log);

    [LoggerMessage(LogLevel.Information, "Took a snapshot of {Log} at revision {Revision}: {Objects} objects")]
    public static partial void SnapshotTaken(ILogger logger, string log, long revision, int objects);
}
