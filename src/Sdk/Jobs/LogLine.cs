namespace OrleansScheduler.Sdk.Jobs;

/// <summary>One line of one pod's log.</summary>
public sealed record LogLine(string Pod, string Text);
