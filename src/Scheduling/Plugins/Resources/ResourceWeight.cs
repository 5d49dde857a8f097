namespace OrleansScheduler.Scheduling.Plugins.Resources;

/// <summary>How much a resource counts in a score.</summary>
internal readonly record struct ResourceWeight(string Resource, long Weight);
