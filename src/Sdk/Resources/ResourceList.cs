namespace OrleansScheduler.Sdk.Resources;

/// <summary>All objects a query selected, and the revision a watch may continue from.</summary>
public sealed record ResourceList<T>(IReadOnlyList<T> Items, string ResourceVersion);
