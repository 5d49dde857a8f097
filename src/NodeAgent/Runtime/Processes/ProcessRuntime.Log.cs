using Microsoft.Extensions.Logging;

namespace OrleansScheduler.NodeAgent.Runtime.Processes;

internal sealed partial class ProcessRuntime
{
    [LoggerMessage(LogLevel.Information, "Process runtime: isolation {Isolation}, control groups {Cgroups}")]
    private static partial void LogOpened(ILogger logger, Isolation isolation, CgroupVersion cgroups);

    [LoggerMessage(LogLevel.Information, "Found {Count} containers of an earlier agent")]
    private static partial void LogRecovered(ILogger logger, int count);
}
