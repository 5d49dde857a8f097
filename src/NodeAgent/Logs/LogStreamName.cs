namespace OrleansScheduler.NodeAgent.Logs;

/// <summary>Where a line of a container's log came from.</summary>
internal enum LogStreamName
{
    Stdout,
    Stderr,
}
