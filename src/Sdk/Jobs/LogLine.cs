namespace OrleansScheduler.Sdk.Jobs;

/// <summary>One line of one pod's log.</summary>
/// <param name="Pod">The pod's name.</param>
/// <param name="Text">The line, without its end.</param>
/// <param name="Index">The index of the pod in an array; null for other Jobs.</param>
public sealed record LogLine(string Pod, string Text, int? Index = null);
