using Microsoft.Extensions.Logging;

namespace OrleansScheduler.NodeAgent.Runtime.Processes;

internal sealed partial class ProcessRuntime
{
    [LoggerMessage(LogLevel.Information, "Process runtime: isolation {Isolation}, control groups {Cgroups}")]
    private static partial void LogOpened(ILogger logger, Isolation isolation, CgroupVersion cgroups);

    [LoggerMessage(LogLevel.Warning, "Control group {Group} belongs to no container any more; its processes are ended")]
    private static partial void LogForgottenEnded(ILogger logger, string group);

    [LoggerMessage(LogLevel.Information, "Found {Count} containers of an earlier agent")]
    private static partial void LogRecovered(ILogger logger, int count);
}
