namespace OrleansScheduler.Sdk.Tests.Watching;

/// <summary>One revision of a history: a pod is written or deleted.</summary>
internal sealed record PodChange(string Name, bool IsDeleted);
