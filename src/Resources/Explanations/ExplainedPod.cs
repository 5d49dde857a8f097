namespace OrleansScheduler.Resources.Explanations;

/// <summary>Which pod an explanation is of.</summary>
public sealed record ExplainedPod(string Namespace, string Name, string Uid);
