namespace OrleansScheduler.Resources.Store;

/// <summary>One entry of an index: <see cref="Name"/> is an index the kind declares, e.g. <c>spec.nodeName</c>.</summary>
public readonly record struct IndexKey(string Name, string Value);
