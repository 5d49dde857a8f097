namespace OrleansScheduler.NodeAgent.Runtime;

/// <summary>How a container ended.</summary>
/// <param name="ExitCode">The exit code, 128 plus the signal that ended it, or 137 when nothing recorded its end.</param>
/// <param name="Reason">The kubelet's word for it: Completed, Error, OOMKilled, StartError, ContainerStatusUnknown.</param>
internal sealed record ContainerExit(
    int ExitCode, string Reason, string? Message, DateTimeOffset StartedAt, DateTimeOffset FinishedAt)
{
    public static string ReasonOf(int exitCode) => exitCode == 0 ? "Completed" : "Error";
}
