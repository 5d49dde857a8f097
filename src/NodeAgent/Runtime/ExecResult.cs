namespace OrleansScheduler.NodeAgent.Runtime;

/// <summary>How a command inside a container ended; without an exit code it ran out of time.</summary>
internal sealed record ExecResult(int? ExitCode, string Output, string ErrorOutput = "");
