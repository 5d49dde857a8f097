using Microsoft.Extensions.Logging;
using OrleansScheduler.NodeAgent.Runtime.Plain;
using OrleansScheduler.NodeAgent.Runtime.Processes;

namespace OrleansScheduler.NodeAgent.Runtime;

/// <summary>Opens the runtime a node's settings and machine call for.</summary>
internal static class ContainerRuntimeOpening
{
    public static async Task<IContainerRuntime> OpenAsync(
        ProcessMode mode, string folder, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken) =>
        mode == ProcessMode.Plain || (mode == ProcessMode.Auto && !ProcessRuntime.IsSupported)
            ? new PlainRuntime(folder, time, loggers.CreateLogger<PlainRuntime>())
            : await ProcessRuntime.OpenAsync(folder, time, loggers.CreateLogger<ProcessRuntime>(), cancellationToken);
}
